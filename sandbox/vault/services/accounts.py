"""What a person takes away about their vaults, and what goes when their account goes."""

from typing import Any

from django.db import transaction

from cms.accounts.models import User
from sandbox.vault.models import JournalEntry, Vault
from sandbox.vault.rules.journal import PLATFORM
from sandbox.vault.services.erasing import erase_vault
from sandbox.vault.services.inventory import inventory
from sandbox.vault.wording import line, origin_words


def export_vaults(user: User) -> list[dict[str, Any]]:
    """Inventory and journal. Values have an export of their own, made from the vault by its holder."""
    return [_described(vault) for vault in Vault.objects.of(user).order_by("created_at")]


@transaction.atomic
def erase_holder(*, user: User) -> None:
    """The keys go, and with them what old backups hold; then the rows, journals included."""
    for vault in Vault.objects.of(user).open():
        erase_vault(vault=vault, because="effacement du compte", actor=PLATFORM)
    Vault.objects.of(user).delete()


def _described(vault: Vault) -> dict[str, Any]:
    return {
        "numéro": vault.uid,
        "état": vault.get_state_display(),
        "personnage": vault.persona,
        "personne_aidante": vault.assistant_name,
        "ouvert_le": vault.created_at,
        "dernière_visite": vault.used_at,
        "effacé_le": vault.erased_at,
        "inventaire": [
            {
                "série": held.label,
                "unité": held.unit,
                "du": held.first,
                "au": held.last,
                "nombre": held.count,
                "origine": origin_words(held.origin),
            }
            for held in inventory(vault)
        ],
        "journal": [_told(entry) for entry in JournalEntry.objects.of(vault)],
    }


def _told(entry: JournalEntry) -> dict[str, Any]:
    """A line as its holder reads it; the vault's own export keeps the chain as it was written."""
    said = line(entry)
    return {
        "numéro": entry.seq,
        "le": entry.at,
        "qui": said.who,
        "quoi": said.sentence,
        "précisions": said.detail,
        "issue": said.outcome,
        "autorisation": (entry.content or {}).get("consent"),
        "empreinte": entry.digest,
    }
