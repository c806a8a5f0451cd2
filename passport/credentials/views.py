"""What holders see of their own passports and attestations."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.accounts.http import AuthenticatedRequest
from passport.credentials.documents import has_pdf, qr_svg
from passport.credentials.forms import VisibilityForm
from passport.credentials.models import Credential
from passport.credentials.permissions import downloadable_by
from passport.credentials.services import prepare_again, set_visibility


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
    credential = _own(request, uuid)
    trail = [
        (_("Accueil"), "/"),
        (_("Mon passeport"), reverse("credentials:index")),
        (credential.content["name"], None),
    ]
    context = {
        "credential": credential,
        "content": credential.content,
        "pdf_state": (pdf_state := _pdf_state(credential)),
        "kilobytes": round(credential.pdf.size / 1000) if pdf_state == "ready" else None,
        "qr": qr_svg(credential),
        "form": VisibilityForm(credential=credential),
        "trail": trail,
        "section": "passeport",
    }
    return render(request, "credentials/detail.html", context)


@never_cache
@login_required
@require_safe
def status(request: AuthenticatedRequest, uuid: UUID) -> JsonResponse:
    """What the page asks while the PDF is being prepared."""
    return JsonResponse({"pdf": _pdf_state(_own(request, uuid))})


@never_cache
@login_required
@require_safe
def pdf(request: AuthenticatedRequest, uuid: UUID) -> HttpResponseBase:
    """The certificate, for its holder and for registrars; drawn again if the file was lost."""
    credential = get_object_or_404(downloadable_by(request.user), uuid=uuid)
    if not has_pdf(credential):
        prepare_again(credential=credential)
        credential.refresh_from_db()
    if not has_pdf(credential):
        messages.info(request, _("Le PDF n’est pas encore prêt. Revenez dans une minute."))
        return redirect(credential)
    name = f"{credential.content['kind']}-{credential.display_code}.pdf"
    return FileResponse(credential.pdf.open(), as_attachment=True, filename=name, content_type="application/pdf")


@login_required
@require_POST
def prepare(request: AuthenticatedRequest, uuid: UUID) -> HttpResponse:
    credential = _own(request, uuid)
    prepare_again(credential=credential)
    return redirect(credential)


@login_required
@require_POST
def visibility(request: AuthenticatedRequest, uuid: UUID) -> HttpResponse:
    credential = _own(request, uuid)
    form = VisibilityForm(request.POST, credential=credential)
    if form.is_valid():
        shows_modules = form.cleaned_data.get("shows_modules", credential.shows_modules)
        set_visibility(credential=credential, shows_name=form.cleaned_data["shows_name"], shows_modules=shows_modules)
        messages.success(request, _("Vos choix sont enregistrés. La page publique les suit déjà."))
    return redirect(credential)


def _own(request: AuthenticatedRequest, uuid: UUID) -> Credential:
    return get_object_or_404(Credential.objects.held_by(request.user), uuid=uuid)


def _pdf_state(credential: Credential) -> str:
    if has_pdf(credential):
        return "ready"
    return "pending" if credential.pdf_is_pending else "failed"
