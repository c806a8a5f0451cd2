"""The passphrase of the keystore, changed. What the keys signed, and what they sign next, stays the same."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from passport.signing import keystore, seals
from passport.signing.models import SigningKey
from passport.signing.rules import Act
from passport.signing.services.keys import record_act

if TYPE_CHECKING:
    from cms.accounts.models import User


@dataclass(frozen=True, slots=True)
class Rewrap:
    """Names: the files that get the new passphrase, those that have it already, and the keys that are no file.

    The last ones come from variables of the environment, which are not ours to change.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    in_environment: tuple[str, ...]


def describe_rewrap() -> Rewrap:
    """What a change of passphrase would touch. Raises what `keystore.wrapping` raises."""
    found = keystore.wrapping()
    kept_here = SigningKey.objects.filter(held_by=SigningKey.Holder.KEYSTORE).oldest_first()
    names = [*kept_here.values_list("name", flat=True), seals.ROOT]
    return Rewrap(found.old, found.new, tuple(name for name in names if keystore.is_in_environment(name)))


def rewrap_keys(*, by: "User | None" = None, who: str = "", note: str = "") -> tuple[str, ...]:
    """Encrypt every file of the keystore with the new passphrase, all or none; the names of those that changed.

    The journal is committed before a file takes its place: whatever happens between the two, no change is untold, and
    a second run finishes. Raises what `keystore.rewrapping` raises.
    """
    with keystore.rewrapping() as names, transaction.atomic(durable=True):
        for key in SigningKey.objects.filter(name__in=names).oldest_first():
            record_act(key, Act.REWRAP, by=by, who=who, note=note)
    return names
