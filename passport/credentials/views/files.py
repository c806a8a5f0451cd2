"""The files of a credential: for its holder, for registrars, and for whoever has a link that the holder opened.

A link has an address of its own, made of 256 random bits: it tells neither the number nor the identifier of the
credential, and closing it leaves every other address as it was. What is served is the text that was signed, byte
for byte.
"""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.accounts.http import AuthenticatedRequest
from passport.credentials.documents import baked_badge, has_pdf, photograph_name
from passport.credentials.models import Credential, private_storage
from passport.credentials.permissions import downloadable_by
from passport.credentials.services import prepare_again, request_photograph

MEDIA_TYPES: Final = {
    "json": "application/vc",
    "jwt": "text/plain; charset=utf-8",
    "png": "image/png",
    "pdf": "application/pdf",
}


@never_cache
@login_required
@require_safe
def attestation(request: AuthenticatedRequest, uuid: UUID, form: str) -> HttpResponseBase:
    """One of the four forms, for its holder and for registrars; the PDF is drawn again if the file was lost."""
    credential = get_object_or_404(downloadable_by(request.user), uuid=uuid)
    if form != "pdf":
        return _file(credential, form)
    if not has_pdf(credential):
        prepare_again(credential=credential)
        credential.refresh_from_db()
    if not has_pdf(credential):
        messages.info(request, _("Le PDF n’est pas encore prêt. Revenez dans une minute."))
        return redirect(credential)
    return _file(credential, form)


@never_cache
@login_required
@require_safe
def offline(request: AuthenticatedRequest, uuid: UUID) -> HttpResponseBase:
    """The PDF with the signed status list of now in it, made by a worker on demand: to be checked without a network."""
    credential = get_object_or_404(downloadable_by(request.user).in_force().exclude(document=""), uuid=uuid)
    if not has_pdf(credential):
        return redirect("credentials:attestation", credential.uuid, "pdf")
    if not (found := photograph_name(credential)):
        request_photograph(credential=credential)
        found = photograph_name(credential)
    if not found:
        messages.info(request, _("Le PDF avec l’état du jour se prépare. Demandez-le à nouveau dans une minute."))
        return redirect(credential)
    day = timezone.localdate().isoformat()
    name = f"{credential.content['kind']}-{credential.display_code}-{day}.pdf"
    file = private_storage().open(found)
    return FileResponse(file, as_attachment=True, filename=name, content_type=MEDIA_TYPES["pdf"])


@never_cache
@login_required
@require_safe
def former_pdf(request: AuthenticatedRequest, uuid: UUID) -> HttpResponse:
    """Where the PDF was until there were four forms: letters and bookmarks know it."""
    credential = get_object_or_404(downloadable_by(request.user), uuid=uuid)
    return redirect("credentials:attestation", credential.uuid, "pdf")


@never_cache
@require_safe
def shared(request: HttpRequest, key: str) -> HttpResponseBase:
    """What somebody with an open link reads before downloading."""
    credential = _shared(key)
    trail = [(_("Accueil"), "/"), (_("Fichiers d’un titre"), None)]
    context = {"credential": credential, "has_pdf": has_pdf(credential), "key": key, "trail": trail, "section": ""}
    return _discreet(render(request, "credentials/shared.html", context))


@never_cache
@require_safe
def shared_file(request: HttpRequest, key: str, form: str) -> HttpResponseBase:
    return _discreet(_file(_shared(key), form))


def shared_address(credential: Credential) -> str:
    """Empty as long as the holder opened no link."""
    return reverse("credentials:shared", args=[credential.share_key]) if credential.share_key else ""


def _shared(key: str) -> Credential:
    return get_object_or_404(Credential.objects.shared_at(key))


def _file(credential: Credential, form: str) -> HttpResponseBase:
    """Raises Http404 where there is no such file: not signed yet, erased, or not drawn."""
    name = f"{credential.content['kind']}-{credential.display_code}.{form}"
    if form == "pdf":
        if not has_pdf(credential):
            raise Http404
        return FileResponse(credential.pdf.open(), as_attachment=True, filename=name, content_type=MEDIA_TYPES[form])
    if not credential.is_signed:
        raise Http404
    texts = {"json": credential.document, "jwt": credential.token}
    content = baked_badge(credential) if form == "png" else texts[form]
    answer = HttpResponse(content, content_type=MEDIA_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _discreet(answer: HttpResponseBase) -> HttpResponseBase:
    """Not for search engines, and its address not for the next site."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
