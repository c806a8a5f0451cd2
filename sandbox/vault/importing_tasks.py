"""Messengers: large files of one's own, read and kept away from the request. A ticket tells nothing of them."""

from celery import shared_task

from sandbox.vault.models import Vault
from sandbox.vault.services import keeping


@shared_task
def look_into(vault_id: int, ticket: str) -> None:
    """Run again, it notes the same."""
    vault = Vault.objects.open().filter(pk=vault_id).first()
    if vault is not None:
        keeping.look(vault=vault, ticket=ticket)


@shared_task
def keep_file(vault_id: int, ticket: str, keep_identifier: bool) -> None:
    """Run again, it finds nothing left to keep."""
    vault = Vault.objects.open().filter(pk=vault_id).first()
    if vault is not None:
        keeping.keep(vault=vault, ticket=ticket, keep_identifier=keep_identifier)
