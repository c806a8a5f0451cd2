"""The PDF files of a credential: made once, kept where only its holder can reach them."""

from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.utils import timezone

from passport.credentials.documents.certificate import render_certificate
from passport.credentials.documents.sealing import seal_certificate, sealed_with_photograph
from passport.credentials.models import Credential, private_storage
from passport.signing.models import SigningKey, StatusList
from passport.signing.rules import Kind
from passport.signing.services import active_key, signed_list


def store_certificate(credential: Credential) -> None:
    """Keep the certificate, drawn and sealed, unless somebody just did or it was signed anew meanwhile.

    The file’s name says nothing about the person. Raises what drawing and sealing raise.
    """
    storage = private_storage()
    page = render_certificate(credential)
    sealed, seal_key = _sealed(credential, page) if credential.is_signed else (page, None)
    name = storage.save(f"certificats/{credential.uuid}.pdf", ContentFile(sealed))
    still_wanted = Credential.objects.awaiting_pdf().filter(pk=credential.pk, document=credential.document)
    if not still_wanted.update(pdf=name, pdf_failed_at=None, seal_key=seal_key):
        storage.delete(name)


def store_photograph(credential: Credential) -> str:
    """A second file that can be checked off-line: the certificate sealed with its status list as it is now.

    Made once for each signature of the list, under a folder that bears the name of the certificate’s file; earlier
    ones go. Returns its name, "" for what is not signed or has no certificate yet. Raises what drawing and sealing
    raise.
    """
    status_list = _list_of(credential)
    if status_list is None:
        return ""
    storage = private_storage()
    name = _photograph_name(credential, status_list)
    if storage.exists(name):
        return name
    saved = storage.save(name, ContentFile(sealed_with_photograph(credential, status_list.document)))
    if saved != name:  # somebody was quicker
        storage.delete(saved)
    _discard_photographs(str(credential.pdf), but=name)
    return name


def photograph_name(credential: Credential) -> str:
    """The file with the list as it is now, "" when it is still to be made."""
    status_list = _list_of(credential)
    name = _photograph_name(credential, status_list) if status_list else ""
    return name if name and private_storage().exists(name) else ""


def mark_failed(credential_id: int) -> None:
    Credential.objects.awaiting_pdf().filter(pk=credential_id).update(pdf_failed_at=timezone.now())


def has_pdf(credential: Credential) -> bool:
    """Whether the file is really there: storage can lose what the table remembers."""
    name = credential.pdf.name
    return credential.pdf.storage.exists(name) if name else False


def discard_pdf(name: str) -> None:
    """The certificate’s file, and every photograph made with it."""
    private_storage().delete(name)
    _discard_photographs(name)


def _sealed(credential: Credential, page: bytes) -> tuple[bytes, SigningKey]:
    """With the key that sealed: should it be replaced meanwhile, seal again, so that none is taken for another."""
    while True:
        key = active_key(Kind.SEAL)
        sealed = seal_certificate(credential, page)
        if active_key(Kind.SEAL) == key:
            return sealed, key


def _list_of(credential: Credential) -> StatusList | None:
    """Its status list, signed as of now; None when there is nothing to photograph the state of."""
    if not credential.is_signed or not credential.pdf or credential.status_entry is None:
        return None
    return signed_list(credential.status_entry.list.number)


def _photograph_name(credential: Credential, status_list: StatusList) -> str:
    return f"{_photographs(str(credential.pdf))}/{status_list.number}-{status_list.signed_at:%Y%m%dT%H%M%S%f}.pdf"


def _photographs(pdf_name: str) -> str:
    return f"photographies/{PurePosixPath(pdf_name).stem}"


def _discard_photographs(pdf_name: str, *, but: str = "") -> None:
    storage, folder = private_storage(), _photographs(pdf_name)
    if storage.exists(folder):
        _folders, files = storage.listdir(folder)
        for name in files:
            if f"{folder}/{name}" != but:
                storage.delete(f"{folder}/{name}")
