"""What holders see of their own passports and attestations."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.accounts.http import AuthenticatedRequest
from passport.credentials.documents import has_pdf, linkedin_address, qr_svg
from passport.credentials.forms import VisibilityForm
from passport.credentials.models import Credential
from passport.credentials.permissions import can_issue_anew
from passport.credentials.services import close_files, open_files, prepare_again, set_visibility
from passport.credentials.views.audience import who_sees
from passport.credentials.views.files import shared_address
from passport.credentials.views.owning import own


@never_cache
@login_required
@require_safe
def index(request: AuthenticatedRequest) -> HttpResponse:
    credentials = Credential.objects.held_by(request.user).newest_first()
    trail = [(_("Accueil"), "/"), (_("Mon passeport"), None)]
    context = {"credentials": credentials, "trail": trail, "section": "passeport"}
    return render(request, "credentials/index.html", context)


@never_cache
@login_required
@require_safe
def detail(request: AuthenticatedRequest, uuid: UUID) -> HttpResponse:
    credential = own(request, uuid)
    content = credential.content
    trail = [
        (_("Accueil"), "/"),
        (_("Mon passeport"), reverse("credentials:index")),
        (content["name"], None),
    ]
    context = {
        "credential": credential,
        "content": content,
        "pdf_state": (pdf_state := _pdf_state(credential)),
        "kilobytes": round(credential.pdf.size / 1000) if pdf_state == "ready" else None,
        "qr": qr_svg(credential),
        "form": VisibilityForm(credential=credential),
        "has_old_name": content["holder_name"] != request.user.name,
        "can_issue_anew": can_issue_anew(request.user, credential),
        "network": linkedin_address(credential),
        "shared_address": shared_address(credential),
        "site_url": settings.SITE_URL,
        "audience": who_sees(credential),
        "trail": trail,
        "section": "passeport",
    }
    return render(request, "credentials/detail.html", context)


@never_cache
@login_required
@require_safe
def status(request: AuthenticatedRequest, uuid: UUID) -> JsonResponse:
    """What the page asks while the PDF is being prepared."""
    return JsonResponse({"pdf": _pdf_state(own(request, uuid))})


@login_required
@require_POST
def prepare(request: AuthenticatedRequest, uuid: UUID) -> HttpResponse:
    credential = own(request, uuid)
    prepare_again(credential=credential)
    return redirect(credential)


@login_required
@require_POST
def visibility(request: AuthenticatedRequest, uuid: UUID) -> HttpResponse:
    credential = own(request, uuid)
    form = VisibilityForm(request.POST, credential=credential)
    if form.is_valid():
        shows_modules = form.cleaned_data.get("shows_modules", credential.shows_modules)
        set_visibility(credential=credential, shows_name=form.cleaned_data["shows_name"], shows_modules=shows_modules)
        messages.success(request, _("Vos choix sont enregistrés. La page publique les suit déjà."))
    return redirect(credential)


@login_required
@require_POST
def sharing(request: AuthenticatedRequest, uuid: UUID) -> HttpResponse:
    """The switch of the link to the files: what is wanted is in the form, so that clicking twice changes nothing."""
    credential = own(request, uuid)
    if request.POST.get("ouvert") == "oui":
        if open_files(credential=credential).share_key:
            messages.success(request, _("Le lien est ouvert : qui l’a peut télécharger vos fichiers."))
    else:
        close_files(credential=credential)
        messages.success(request, _("Le lien est fermé. L’ancienne adresse ne mène plus à rien."))
    return redirect(f"{credential.get_absolute_url()}#fichiers")


def _pdf_state(credential: Credential) -> str:
    if has_pdf(credential):
        return "ready"
    return "pending" if credential.pdf_is_pending else "failed"
