"""What is answered about a file: a state, and one finding for each check."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from passport.proofs.reasons import Reason


class State(StrEnum):
    """What a file is worth. Only `VALID` is ever green."""

    VALID = "valid"
    EXPIRED = "expired"
    NOT_YET = "not yet"
    REVOKED = "revoked"
    REFUSED = "refused"
    CANNOT_TELL = "cannot tell"


class Check(StrEnum):
    """What is looked at, in the order that people read it."""

    FILE = "file"
    SEAL = "seal"
    FORM = "form"
    ISSUER = "issuer"
    KEY = "key"
    PROOF = "proof"
    ATTACHMENTS = "attachments"
    PRINTED = "printed"
    DATES = "dates"
    LIST = "list"
    STATUS = "status"


DAMAGED = (Reason.NOT_JSON, Reason.BAD_TEXT, Reason.TOKEN_MALFORMED, Reason.PDF_UNREADABLE)
OF_EVERY_FILE = (
    Check.FILE, Check.FORM, Check.ISSUER, Check.KEY, Check.PROOF, Check.DATES, Check.LIST, Check.STATUS,
)  # fmt: skip
OF_A_SEALED_FILE = tuple(Check)


@dataclass(frozen=True, slots=True)
class Finding:
    """`holds` is None when nothing could be established, with the reason, or when it was not looked at, without one.

    `place` says where in the file: a JSON pointer, the name of a header member, an attachment; often empty.
    """

    check: Check
    holds: bool | None
    reason: Reason | None = None
    place: str = ""

    @property
    def was_looked_at(self) -> bool:
        return self.holds is not None or self.reason is not None


@dataclass(frozen=True, slots=True)
class Facts:
    """What an authentic file says. `number` is the one printed on a sealed PDF, else empty."""

    credential_id: str
    holder: str
    title: str
    achievement: str
    description: str
    issuer: str
    criteria: str
    scores: tuple[tuple[str, str], ...]
    valid_from: datetime
    valid_until: datetime
    number: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`facts` is None unless the file is authentic: nothing of a forged file is repeated as if it were true.

    `as_of` is the date of the signed status list that the answer rests on; None when none could be established.
    """

    state: State
    findings: tuple[Finding, ...]
    facts: Facts | None = None
    as_of: datetime | None = None

    @property
    def is_unreadable(self) -> bool:
        """It is none of the files that can be checked, or too damaged to be."""
        return any(
            found.holds is False and (found.check is Check.FILE or found.reason in DAMAGED) for found in self.findings
        )

    @property
    def failing(self) -> list[Finding]:
        """What does not hold or could not be established, the gravest first: a revocation weighs more than a date."""
        refused = [found for found in reversed(self.findings) if found.holds is False]
        return [*refused, *(found for found in self.findings if found.holds is None and found.was_looked_at)]

    def as_json(self) -> dict[str, Any]:
        """For programs: dates are ISO 8601, names are those of the enumerations."""
        said: dict[str, Any] = {"state": self.state.value}
        if self.as_of:
            said["as_of"] = self.as_of.isoformat()
        said["findings"] = [
            {"check": found.check.value, "holds": found.holds}
            | ({"reason": found.reason.value} if found.reason else {})
            | ({"place": found.place} if found.place else {})
            for found in self.findings
        ]
        if self.facts:
            facts = {name: getattr(self.facts, name) for name in self.facts.__slots__}
            facts["scores"] = [{"name": name, "value": value} for name, value in self.facts.scores]
            facts |= {name: getattr(self.facts, name).isoformat() for name in ("valid_from", "valid_until")}
            said["facts"] = {name: value for name, value in facts.items() if value}
        return said
