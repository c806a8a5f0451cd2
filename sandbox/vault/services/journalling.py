"""Keeping the journal: each line is appended inside the caller's transaction, under its vault's lock."""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from sandbox.vault.models import JournalEntry, Vault
from sandbox.vault.rules.journal import (
    GENESIS,
    VERSION,
    Action,
    Actor,
    Line,
    Verdict,
    commitment_to,
    digest_of,
    verify_lines,
)


class Facts(TypedDict, total=False):
    """What a line may tell beyond who did what."""

    outcome: str
    scope: str | None
    first: date | None
    last: date | None
    count: int | None
    why: str | None
    consent: str | None


def lock(pk: int) -> None:
    """Hold a vault until the caller's transaction ends: no number of its journal is skipped, none is given twice.

    On SQLite the transaction itself, opened IMMEDIATE, is the lock.
    """
    Vault.objects.select_for_update(no_key=True).only("pk").get(pk=pk)


@transaction.atomic
def append(*, vault: Vault, actor: Actor, action: Action | str, **facts: Unpack[Facts]) -> JournalEntry:
    """Add a line. It tells who, what, over which period, how many; never a value."""
    lock(vault.pk)
    return append_locked(vault=vault, actor=actor, action=action, **facts)


def append_locked(*, vault: Vault, actor: Actor, action: Action | str, **facts: Unpack[Facts]) -> JournalEntry:
    """The same, for a caller that already holds the vault's lock."""
    head_seq, previous = _head(vault)
    content = {
        "actor": {"kind": actor.kind, "name": actor.name},
        "action": str(Action(action)),
        "scope": facts.get("scope"),
        "from": _day(facts.get("first")),
        "to": _day(facts.get("last")),
        "count": facts.get("count"),
        "outcome": facts.get("outcome", "fait"),
        "consent": facts.get("consent") or actor.consent,
        "why": facts.get("why"),
    }
    seq, now, salt = head_seq + 1, timezone.now(), secrets.token_hex(16)
    commitment = commitment_to(salt, content)
    digest = digest_of(vault=str(vault.uid), seq=seq, at=written(now), previous=previous, commitment=commitment)
    return JournalEntry.objects.create(
        vault=vault,
        seq=seq,
        at=now,
        previous=previous,
        commitment=commitment,
        salt=salt,
        content=content,
        digest=digest,
    )


def head(vault: Vault) -> dict[str, Any]:
    """The last line's number and digest: what a receipt carries away, so that a rewriting shows."""
    seq, digest = _head(vault)
    return {"seq": seq, "digest": digest}


def verify(vault: Vault, anchor: Mapping[str, Any] | None = None) -> Verdict:
    """Follow the whole chain; with an anchor from a receipt, also tell a rewriting or a truncation."""
    return verify_against(vault, [anchor] if anchor else [])


def verify_against(vault: Vault, anchors: Iterable[Mapping[str, Any]]) -> Verdict:
    """The same with several anchors."""
    return verify_lines(lines_of(vault), anchors)


def lines_of(vault: Vault) -> Iterator[Line]:
    """The journal as rules read it. Plain rows: a thousand lines are read at each visit of the page."""
    rows = JournalEntry.objects.of(vault).values_list(
        "seq", "at", "previous", "commitment", "salt", "content", "digest"
    )
    uid = str(vault.uid)
    for seq, at, previous, commitment, salt, content, digest in rows.iterator(chunk_size=2000):
        yield Line(uid, seq, written(at), previous, commitment, salt, content, digest)


def export_journal(vault: Vault) -> str:
    """JSON lines that `verify_journal.py` reads."""
    lines = (
        {
            "version": VERSION,
            "vault": line.vault,
            "seq": line.seq,
            "at": line.at,
            "previous": line.previous,
            "commitment": line.commitment,
            "salt": line.salt,
            "content": line.content,
            "digest": line.digest,
        }
        for line in lines_of(vault)
    )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


@transaction.atomic
def erase_line(*, vault: Vault, seq: int) -> None:
    """Erase what a line says, not that it was there: its commitment stays, and the chain holds."""
    lock(vault.pk)
    JournalEntry.objects.of(vault).filter(seq=seq).update(salt="", content=None)


def written(moment: datetime) -> str:
    """One way only to write a moment: UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _head(vault: Vault) -> tuple[int, str]:
    last = JournalEntry.objects.filter(vault=vault).order_by("-seq").values_list("seq", "digest").first()
    return last or (0, GENESIS)
