"""What a holder decides about the vault: hourly readings, an assisting person, its end."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.accounts.http import AuthenticatedRequest
from sandbox.vault.forms import HabitsForm
from sandbox.vault.models import Vault
from sandbox.vault.services import erase_vault
from sandbox.vault.services.habits import decide_habits
from sandbox.vault.views.own import page, with_own_vault


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_vault
def habits(request: AuthenticatedRequest, vault: Vault) -> HttpResponse:
    initial = {"hourly_collection": vault.hourly_collection, "assistant_name": vault.assistant_name}
    form = HabitsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        decide_habits(vault=vault, **form.cleaned_data)
        messages.success(request, _("Vos choix sont enregistrés."))
        return redirect("vault:index")
    title = _("Décider pour mon coffre")
    return page(request, "vault/habits.html", {"vault": vault, "form": form}, title=title, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_vault
def erase(request: AuthenticatedRequest, vault: Vault) -> HttpResponse:
    """Say what goes and what does not, then do it."""
    if request.method == "POST":
        erase_vault(vault=vault)
        messages.success(request, _("Votre coffre est effacé. Une prochaine visite vous en donnera un neuf."))
        return redirect("labs:index")
    return page(request, "vault/erase.html", {"vault": vault, "form": forms.Form()}, title=_("Effacer mon coffre"))


def status_of(form: forms.Form) -> int:
    """A page that shows a form again says that it refused it."""
    return 422 if form.is_bound and not form.is_valid() else 200
