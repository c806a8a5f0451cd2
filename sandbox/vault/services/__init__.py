"""What can be done with a vault; each module is one use case."""

from sandbox.vault.sealing import ChunkTampered
from sandbox.vault.services.accounts import erase_holder, export_vaults
from sandbox.vault.services.erasing import erase_vault
from sandbox.vault.services.exporting import export_vault, register_receipts
from sandbox.vault.services.habits import decide_habits
from sandbox.vault.services.idle import erase_idle_vaults, warn_idle_holders
from sandbox.vault.services.importing import import_consumption, import_vault
from sandbox.vault.services.inventory import DataSet, inventory
from sandbox.vault.services.journalling import (
    append,
    erase_line,
    export_journal,
    head,
    lines_of,
    lock,
    verify,
    verify_against,
)
from sandbox.vault.services.opening import note_visit, open_vault, vault_of
from sandbox.vault.services.reading import HoursRefused, read_series, record_reading_locked
from sandbox.vault.services.rotating import recover_rotation, rotate_master_key
from sandbox.vault.services.sealed import VaultErased
from sandbox.vault.services.writing import write_records, write_values

__all__ = [
    "ChunkTampered",
    "DataSet",
    "HoursRefused",
    "VaultErased",
    "append",
    "decide_habits",
    "erase_holder",
    "erase_idle_vaults",
    "erase_line",
    "erase_vault",
    "export_journal",
    "export_vault",
    "export_vaults",
    "head",
    "import_consumption",
    "import_vault",
    "inventory",
    "lines_of",
    "lock",
    "note_visit",
    "open_vault",
    "read_series",
    "record_reading_locked",
    "recover_rotation",
    "register_receipts",
    "rotate_master_key",
    "vault_of",
    "verify",
    "verify_against",
    "warn_idle_holders",
    "write_records",
    "write_values",
]
