"""What an act on a key would touch, said before it is done."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from passport.signing.models import SigningKey
from passport.signing.rules import BECOMES, Act, Kind, State, may_become
from passport.signing.services.compromising import is_made_here, lists_signed_by, waiting_successor
from passport.signing.services.keys import may_sign_from

_uses: Final[list[Callable[[SigningKey], dict[str, int]]]] = []


@dataclass(frozen=True, slots=True)
class Change:
    """An act and its consequences. `touched` counts what the key signed, under French plural labels.

    `consequences` are sentences, the gravest first; `refusal` says why the act is not possible, "" when it is.
    """

    act: Act
    kind: Kind
    key: SigningKey | None
    retires: SigningKey | None
    makes_successor: bool
    lists: int
    touched: dict[str, int]
    consequences: tuple[str, ...]
    refusal: str

    @property
    def is_allowed(self) -> bool:
        return not self.refusal
