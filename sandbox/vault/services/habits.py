"""What a holder decides about the vault itself."""

from django.db import transaction

from sandbox.vault.models import Vault
from sandbox.vault.services.writing import locked


@transaction.atomic
def decide_habits(*, vault: Vault, hourly_collection: bool, assistant_name: str) -> Vault:
    """Accept or refuse hourly readings, name an assisting person or nobody.

    Refusing closes the hours to everybody, the holder included; accepting again opens them. Raises VaultErased.
    """
    held = locked(vault)
    held.hourly_collection = hourly_collection
    held.assistant_name = assistant_name.strip()
    held.save(update_fields=["hourly_collection", "assistant_name"])
    return held
