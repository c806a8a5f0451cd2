"""Coming to provider B with an export, and leaving it."""

import secrets
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction

from cms.accounts.models import User
from sandbox.vault.models import Vault
from sandbox.vault.services.erasing import erase_vault
from sandbox.vault.services.importing import import_vault

# A domain that no mail can reach (RFC 2606, § 2).
DOMAIN: Final = "coffre-b.invalid"
NUMBER_DIGITS: Final = 10
# Neither I, L, O, 0 nor 1: the code is copied by hand. 20 of these are 98 bits.
LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LETTERS: Final = 20


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a newcomer must keep: shown once, the code is stored nowhere."""

    holder: User
    vault: Vault
    number: str
    code: str = field(repr=False)


def address_of(number: str) -> str:
    """The account's name, which looks like an address because accounts need one."""
    return f"coffre-{number}@{DOMAIN}"


def number_of(holder: User) -> str:
    return holder.email.removeprefix("coffre-").removesuffix(f"@{DOMAIN}")


@transaction.atomic
def arrive(*, file: Any) -> Arrival:
    """An account that only its number and code open, and a vault filled from an export: both, or neither."""
    number = str(secrets.randbelow(9 * 10 ** (NUMBER_DIGITS - 1)) + 10 ** (NUMBER_DIGITS - 1))
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))
    holder = User.objects.create_user(address_of(number), code, name=f"Coffre {number}")
    imported = import_vault(learner=holder, file=file)
    return Arrival(holder=holder, vault=imported.vault, number=number, code=code)


@transaction.atomic
def depart(*, holder: User, vault: Vault) -> None:
    """The vault is erased first, with its key; then the account and what is left of both."""
    erase_vault(vault=vault)
    holder.delete()
