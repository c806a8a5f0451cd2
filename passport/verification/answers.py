"""What the public is told about a number: read from the table at each view, never from memory."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from passport.credentials.models import Credential, PassedModule
from passport.credentials.rules import Status, is_code, read_code

LONGEST_SHOWN: Final = 40
COLUMNS: Final = (
    "code",
    "content",
    "issued_at",
    "expires_at",
    "shows_name",
    "shows_modules",
    "revoked_at",
    "revocation_reason",
    "reason_is_public",
)
# Written once: composing this query anew would cost more than running it, at every view of the page.
ONE_BY_CODE: Final = "SELECT id, {columns} FROM {table} WHERE code = %s".format(  # noqa: S608 - our own names
    columns=", ".join(COLUMNS), table=Credential._meta.db_table
)


@dataclass(frozen=True, slots=True)
class Answer:
    """`code` is the number as it was read; `credential` is None when nobody was given that number."""

    code: str
    credential: Credential | None
    checked_at: datetime

    @property
    def state(self) -> str:
        if self.credential is None:
            return "unknown"
        return self.credential.status_at(self.checked_at).value

    @property
    def name(self) -> str:
        """The holder’s name, if the holder lets it be seen."""
        if self.credential is None or not self.credential.shows_name:
            return ""
        return self.credential.content["holder_name"]

    @property
    def name_was_erased(self) -> bool:
        return self.credential is not None and not self.credential.content["holder_name"]

    @property
    def can_compare(self) -> bool:
        """There is a name, it is hidden, and comparing it still serves a purpose."""
        return (
            self.credential is not None
            and self.state != Status.REVOKED.value
            and not self.name
            and not self.name_was_erased
        )

    @property
    def reason(self) -> str:
        """Why it was revoked, if that was published."""
        if self.credential is None or not self.credential.reason_is_public:
            return ""
        return self.credential.revocation_reason

    @property
    def modules(self) -> list[PassedModule]:
        """If the holder lets them be seen."""
        return self.credential.modules if self.credential is not None and self.credential.shows_modules else []

    def as_json(self) -> dict[str, Any]:
        """The same as the page, for programs."""
        said: dict[str, Any] = {"state": self.state, "number": grouped(self.code), "checked_at": self.checked_at}
        if self.credential is None:
            return said
        content = self.credential.content
        said |= {
            "kind": content["kind"],
            "title": content["name"],
            "statement": content["statement"],
            "issuer": content["issuer"],
            "version": content["version"],
            "criteria": content["issuer"]["url"] + content["criteria_path"],
            "issued_at": self.credential.issued_at,
            "expires_at": self.credential.expires_at,
        }
        if self.name:
            said["name"] = self.name
        if self.credential.shows_modules:
            said["modules"] = [module._asdict() for module in self.modules]
        if self.credential.revoked_at:
            said["revoked_at"] = self.credential.revoked_at
        if self.reason:
            said["reason"] = self.reason
        return said


def answer_about(typed: str, now: datetime) -> Answer:
    """One query, whether the number was given to somebody, to nobody, or could not be one."""
    code = read_code(typed)
    found = Credential.objects.raw(ONE_BY_CODE, [code if is_code(code) else ""])
    return Answer(code[:LONGEST_SHOWN], next(iter(found), None), now)


def grouped(code: str) -> str:
    """In groups of four, as people read it."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
