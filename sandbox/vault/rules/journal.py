"""A journal whose lines are chained: what is digested, and how a change betrays itself.

digest = SHA-256(version, vault, seq, at, previous, commitment), commitment = SHA-256(salt, canonical content), every
field preceded by its length. Salt and content may be erased: the chain holds without them. A chain proves nothing
against whoever rewrites it whole; an anchor kept elsewhere (a receipt) does.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

VERSION = 1
GENESIS = "0" * 64


class Action(StrEnum):
    OPENING = "ouverture"
    READING = "lecture"
    REFUSAL = "refus"
    CONSENT = "consentement"
    WITHDRAWAL = "retrait"
    PAUSE = "suspension"
    RESUMPTION = "reprise"
    EXPORT = "export"
    IMPORT = "import"
    ERASURE = "effacement"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: "holder", "service" or "platform"; a service acts under a consent."""

    kind: str
    name: str
    consent: str | None = None


HOLDER = Actor("holder", "titulaire")
PLATFORM = Actor("platform", "plateforme")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the journal, as it is exported."""

    vault: str
    seq: int
    at: str
    previous: str
    commitment: str
    salt: str
    content: Mapping[str, Any] | None
    digest: str
    version: int = VERSION

    @property
    def is_erased(self) -> bool:
        return self.content is None and self.salt == ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the journal holds; else the line at fault. `anchors`: how many outside anchors were met."""

    holds: bool
    lines: int
    message: str
    line: int | None = None
    anchors: int = 0
    erased: int = 0

    def __bool__(self) -> bool:
        return self.holds


def canonical(content: Mapping[str, Any]) -> bytes:
    """One way only to write the same content: sorted keys, no space, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def _digest(*fields: bytes) -> str:
    """Each field preceded by its length, so that no two lists of fields give the same bytes."""
    state = sha256()
    for field in fields:
        state.update(len(field).to_bytes(8, "big"))
        state.update(field)
    return state.hexdigest()


def commitment_to(salt: str, content: Mapping[str, Any]) -> str:
    return _digest(salt.encode(), canonical(content))


def digest_of(*, vault: str, seq: int, at: str, previous: str, commitment: str, version: int = VERSION) -> str:
    parts = (str(version), vault, str(seq), at, previous, commitment)
    return _digest(*(part.encode() for part in parts))


def anchor_of(anchor: Mapping[str, Any]) -> tuple[int, str]:
    """A receipt's anchor: `seq`, with `digest` or `hash`."""
    return int(anchor["seq"]), str(anchor.get("digest") or anchor.get("hash") or "").lower()


def verify_lines(lines: Iterable[Line], anchors: Iterable[Mapping[str, Any]] = ()) -> Verdict:
    """Follow the chain from its first line, then look for each anchor in it."""
    previous, count, erased = GENESIS, 0, 0
    digests: dict[int, str] = {}
    for expected, line in enumerate(lines, start=1):
        if fault := _fault(line, expected, previous):
            return Verdict(False, count, f"Ligne {expected} : {fault}", line=expected, erased=erased)
        previous, count = line.digest, expected
        erased += line.is_erased
        digests[line.seq] = line.digest
    met = 0
    for seq, digest in map(anchor_of, anchors):
        if seq > count:
            message = f"Ligne {seq} : votre reçu la cite, mais le journal s’arrête à la ligne {count} : tronqué."
            return Verdict(False, count, message, line=seq, erased=erased)
        if digests.get(seq) != digest:
            message = f"Ligne {seq} : son empreinte n’est pas celle de votre reçu : le journal a été réécrit."
            return Verdict(False, count, message, line=seq, erased=erased)
        met += 1
    return Verdict(True, count, _praise(count, met), anchors=met, erased=erased)


def _fault(line: Line, expected: int, previous: str) -> str | None:
    """Why this line cannot stand here, or nothing."""
    if line.seq != expected:
        return f"elle porte le numéro {line.seq} : une ligne manque, est en double ou a été déplacée."
    if line.previous != previous:
        return "elle ne cite pas l’empreinte de la ligne qui précède."
    if not line.is_erased and (line.content is None or commitment_to(line.salt, line.content) != line.commitment):
        return "son contenu a été modifié."
    digest = digest_of(
        vault=line.vault,
        seq=line.seq,
        at=line.at,
        previous=line.previous,
        commitment=line.commitment,
        version=line.version,
    )
    if digest != line.digest:
        return "son empreinte n’est pas celle de ce qu’elle contient."
    return None


def _praise(count: int, met: int) -> str:
    holds = f"La chaîne est intacte de la première à la dernière ligne ({count})."
    if met:
        return f"{holds} Elle passe par ce que disent vos reçus ({met})."
    return f"{holds} Sans reçu, rien ne prouve que le journal n’a pas été réécrit en entier ou tronqué."
