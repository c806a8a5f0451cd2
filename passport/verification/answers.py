"""What the public is told about a number: read from the table at each view, never from memory."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, Final

from django.db import connection
from django.db.models import Field

from cms.foundation.templatetags.ui import groupes
from passport.achievements.models import Achievement
from passport.credentials.models import Credential, PassedModule, modules_in
from passport.credentials.rules import Status, is_code, read_code, status_at

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
# Written once: composing this query anew would cost more than running it, and a whole credential more than both.
ONE_BY_CODE: Final = "SELECT {columns} FROM {table} WHERE code = %s".format(  # noqa: S608 - our own names
    columns=", ".join(COLUMNS), table=Credential._meta.db_table
)


@dataclass(frozen=True)
class Facts:
    """The part of a credential that the public is answered from; `written` is its frozen content, as JSON."""

    code: str
    written: str
    issued_at: datetime
    expires_at: datetime
    shows_name: bool
    shows_modules: bool
    revoked_at: datetime | None
    revocation_reason: str
    reason_is_public: bool

    @cached_property
    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.written)
        return content

    @property
    def is_passport(self) -> bool:
        return self.content["kind"] == Achievement.Kind.PASSPORT


@dataclass(frozen=True, slots=True)
class Answer:
    """`code` is the number as it was read; `credential` is None when nobody was given that number."""

    code: str
    credential: Facts | None
    checked_at: datetime

    @property
    def state(self) -> str:
        if self.credential is None:
            return "unknown"
        facts = self.credential
        return status_at(self.checked_at, expires_at=facts.expires_at, revoked_at=facts.revoked_at).value

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
        return modules_in(self.credential.content) if self.credential and self.credential.shows_modules else []

    def as_json(self) -> dict[str, Any]:
        """The same as the page, for programs."""
        said: dict[str, Any] = {"state": self.state, "number": groupes(self.code), "checked_at": self.checked_at}
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
    return Answer(code[:LONGEST_SHOWN], _facts_of(code if is_code(code) else ""), now)


def _facts_of(code: str) -> Facts | None:
    with connection.cursor() as cursor:
        cursor.execute(ONE_BY_CODE, [code])
        row = cursor.fetchone()
    if row is None:
        return None
    return Facts(*(read(value) for read, value in zip(_readers(connection.vendor), row, strict=True)))


@lru_cache
def _readers(_vendor: str) -> list[Callable[[Any], Any]]:
    """From what this database’s driver gives to Python’s types, by column; the content stays a text."""
    return [_reader(name) for name in COLUMNS]


def _reader(name: str) -> Callable[[Any], Any]:
    field: Field[Any, Any] = getattr(Credential, name).field
    column = field.get_col(Credential._meta.db_table)
    converters = connection.ops.get_db_converters(column)

    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, column, connection)
        return value

    return read
