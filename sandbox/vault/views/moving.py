"""Leaving with everything, and bringing one's own consumption: seen first, kept once confirmed."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.errors import DomainError
from sandbox.vault.forms import ConsumptionForm
from sandbox.vault.models import Vault
from sandbox.vault.services.exporting import export_vault
from sandbox.vault.services.importing import confirm_consumption, preview_consumption, preview_of
from sandbox.vault.views.own import page, with_own_vault

# What the session remembers of a file that waits: its ticket, which alone opens it, and one choice.
WAITING = "vault-waiting-file"


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_vault
def export(request: AuthenticatedRequest, vault: Vault) -> HttpResponse:
    """A POST gives the archive: an export is a fact that the journal keeps."""
    if request.method != "POST":
        exports = vault.exports.order_by("-made_at")[:10]
        return page(request, "vault/export.html", {"vault": vault, "exports": exports}, title=_("Récupérer mon coffre"))
    made, archive = export_vault(vault=vault)
    response = HttpResponse(archive, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="coffre-{str(made.uid)[:8]}.zip"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_vault
def bring(request: AuthenticatedRequest, vault: Vault) -> HttpResponse:
    """Ask for the file and the agreement; nothing is kept yet."""
    form = ConsumptionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            preview = preview_consumption(vault=vault, file=form.cleaned_data["fichier"])
        except DomainError as refusal:
            form.add_error("fichier", str(refusal))
        else:
            request.session[WAITING] = [preview.ticket, form.cleaned_data["garder_identifiant"]]
            return redirect("vault:confirm")
    status = 422 if form.is_bound else 200
    return page(request, "vault/bring.html", {"form": form}, title=_("Apporter ma consommation"), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_vault
def confirm(request: AuthenticatedRequest, vault: Vault) -> HttpResponse:
    """What the file was understood to say; the button keeps it, all or nothing."""
    ticket, keep_identifier = request.session.get(WAITING, ["", False])
    try:
        if request.method == "POST":
            preview = confirm_consumption(vault=vault, ticket=ticket, keep_identifier=keep_identifier)
        else:
            preview = preview_of(vault=vault, ticket=ticket)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("vault:bring")
    if preview.is_kept:
        request.session.pop(WAITING, None)
        words = ngettext(
            "{count} valeur est dans votre coffre.", "{count} valeurs sont dans votre coffre.", preview.count
        )
        messages.success(request, words.format(count=preview.count))
        return redirect(reverse("vault:series", args=[preview.domain]) if preview.domain else "vault:index")
    context = {"preview": preview, "keep_identifier": keep_identifier, "form": forms.Form()}
    return page(request, "vault/confirm.html", context, title=_("Ce que contient ce fichier"))
