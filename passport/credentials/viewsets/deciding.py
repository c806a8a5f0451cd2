"""Revoking, and issuing anew under the holder’s name of today: each has a page that says what it does first."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.errors import DomainError
from passport.credentials.forms import RevocationForm
from passport.credentials.models import Credential
from passport.credentials.permissions import REVOKE, can_issue_anew, can_revoke
from passport.credentials.services import issue_anew, revoke_credential
from passport.credentials.viewsets.listing import holder_in_words


@permission_required(REVOKE)
def revoke(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The page that says what revoking does is the page where it is done."""
    credential = get_object_or_404(Credential, pk=pk)
    inspect = redirect("credential_desk:inspect", credential.pk)
    if not can_revoke(request.user, credential):
        messages.warning(request, _("Ce titre est déjà révoqué : une révocation ne se change pas."))
        return inspect
    form = RevocationForm(request.POST or None)
    if form.is_valid():
        try:
            revoke_credential(credential=credential, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        else:
            words = _("Le titre %(code)s est révoqué. La page publique le dit déjà.")
            messages.success(request, words % {"code": credential.display_code})
        return inspect
    context = _surroundings(credential, _("Révoquer")) | {"form": form}
    return render(request, "credentials/desk/revoke.html", context, status=422 if form.is_bound else 200)


@permission_required(REVOKE)
@require_http_methods(["GET", "HEAD", "POST"])
def issue_anew_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The same title under the name that the holder’s account has today; the earlier one is revoked by it."""
    credential = get_object_or_404(Credential.objects.select_related("holder"), pk=pk)
    if not can_issue_anew(request.user, credential):
        messages.warning(request, _("Ce titre ne peut pas être délivré à nouveau."))
        return redirect("credential_desk:inspect", credential.pk)
    if request.method == "POST":
        try:
            anew = issue_anew(credential=credential, by=request.user)
        except DomainError as refusal:
            messages.warning(request, str(refusal))
            return redirect("credential_desk:inspect", credential.pk)
        words = _("Le titre %(new)s remplace le titre %(old)s, révoqué. La page publique le dit déjà.")
        messages.success(request, words % {"new": anew.display_code, "old": credential.display_code})
        return redirect("credential_desk:inspect", anew.pk)
    return render(request, "credentials/desk/issue_anew.html", _surroundings(credential, _("Délivrer à nouveau")))


def _surroundings(credential: Credential, act: str) -> dict[str, Any]:
    """What both pages show, with the way back."""
    return {
        "credential": credential,
        "holder": holder_in_words(credential),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Accueil")},
            {"url": reverse("credential_desk:index"), "label": _("Titres délivrés")},
            {"url": reverse("credential_desk:inspect", args=[credential.pk]), "label": credential.display_code},
            {"url": "", "label": act},
        ],
    }
