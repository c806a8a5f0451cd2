"""Erasing a vault, in the order that leaves nothing readable anywhere, old backups included (RGPD, art. 17)."""

from django.db import transaction
from django.utils import timezone

from sandbox.vault.models import Chunk, Vault, VaultKey
from sandbox.vault.rules.journal import HOLDER, Action, Actor
from sandbox.vault.services.journalling import append_locked
from sandbox.vault.services.rotating import locked_epoch, rotate_master_key
from sandbox.vault.signals import vault_erasing


@transaction.atomic
def erase_vault(*, vault: Vault, because: str = "titulaire", actor: Actor = HOLDER) -> bool:
    """Withdraw what was granted, delete the key, then the chunks; journal it; change the master key.

    The new master key is made in the same transaction; the old one, which alone can open what an old backup holds, is
    destroyed once that is committed. What was already read and copied elsewhere is out of reach. False when it was
    already erased: a second call changes nothing.
    """
    locked_epoch()  # before any vault: two erasures at once wait for each other instead of blocking each other
    held = Vault.objects.select_for_update().get(pk=vault.pk)
    if not held.is_open:
        return False
    vault_erasing.send(sender=Vault, vault=held, because=because)
    VaultKey.objects.filter(vault=held).delete()
    Chunk.objects.filter(vault=held).delete()
    append_locked(vault=held, actor=actor, action=Action.ERASURE, why=because)
    Vault.objects.filter(pk=held.pk).update(
        state=Vault.State.ERASED, erased_at=timezone.now(), assistant_name="", holds_own_data=False
    )
    rotate_master_key()
    vault.refresh_from_db()
    return True
