"""What a holder decides about the vault: hourly readings, an assisting person, its end."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.http import AuthenticatedRequest
from courses.modules.activities import activity
from sandbox.vault.forms import ErasureForm, HabitsForm
from sandbox.vault.models import Vault
from sandbox.vault.services import erase_vault, vault_of
from sandbox.vault.services.habits import decide_habits
from sandbox.vault.views.own import gone, page, said_when_refused, with_own_vault


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
@said_when_refused
def erase(request: AuthenticatedRequest) -> HttpResponse:
    """Say what goes and what does not, then do it to the vault that the form names and to no other."""
    back = activity(request.GET.get("pour", ""))
    afterwards = reverse("vault:erased", query={"pour": back.code} if back else None)
    if request.method == "POST":
        named = named_vault(request)
        if named is not None:
            if not erase_vault(vault=named):
                messages.info(request, _("Ce coffre était déjà effacé : ce nouvel envoi n’a rien changé."))
            return redirect(afterwards)
        messages.error(request, _("Ce formulaire ne parle d’aucun de vos coffres : rien n’a été effacé."))
    vault = vault_of(request.user)
    if vault is None:
        return redirect(afterwards)
    context = {"form": ErasureForm(initial={"coffre": vault.uid}), "back": back}
    status = 422 if request.method == "POST" else 200
    return page(request, "vault/erase.html", context, title=_("Effacer mon coffre"), status=status)


def named_vault(request: AuthenticatedRequest) -> Vault | None:
    form = ErasureForm(request.POST)
    if not form.is_valid():
        return None
    return Vault.objects.of(request.user).filter(uid=form.cleaned_data["coffre"]).first()


@require_safe
@said_when_refused
def erased(request: AuthenticatedRequest) -> HttpResponse:
    return gone(request, back=activity(request.GET.get("pour", "")))


def status_of(form: forms.Form) -> int:
    """A page that shows a form again says that it refused it."""
    return 422 if form.is_bound and not form.is_valid() else 200
