"""The PDF file of a credential: made once, kept where only its holder can reach it."""

from django.core.files.base import ContentFile
from django.utils import timezone

from passport.credentials.documents.certificate import render_certificate
from passport.credentials.models import Credential, private_storage


def store_certificate(credential: Credential) -> None:
    """Keep the certificate unless somebody just did. The file’s name says nothing about the person."""
    storage = private_storage()
    name = storage.save(f"certificats/{credential.uuid}.pdf", ContentFile(render_certificate(credential)))
    still_wanted = Credential.objects.awaiting_pdf().filter(pk=credential.pk)
    if not still_wanted.update(pdf=name, pdf_failed_at=None):
        storage.delete(name)


def mark_failed(credential_id: int) -> None:
    Credential.objects.awaiting_pdf().filter(pk=credential_id).update(pdf_failed_at=timezone.now())


def has_pdf(credential: Credential) -> bool:
    """Whether the file is really there: storage can lose what the table remembers."""
    name = credential.pdf.name
    return credential.pdf.storage.exists(name) if name else False


def discard_pdf(name: str) -> None:
    private_storage().delete(name)
