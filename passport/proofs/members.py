"""A document read as JSON: its size, its members, and what a graph would not tell apart.

The graph that a proof covers is a set: it does not see an order, a repetition, nothing at all where there is `null`,
nor whether a thing stands alone or in a list. Readers of the JSON do, so each thing has one way to be written.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from passport.proofs.instants import read_instant
from passport.proofs.reasons import Reason, Refused

# What strangers may post, in bytes, levels and objects.
LARGEST: Final = 64 * 1024
DEEPEST: Final = 12
MOST_NODES: Final = 200
MOST_TYPES: Final = 4
# Beyond, programs write numbers in different ways (RFC 7493 § 2.2).
LARGEST_NUMBER: Final = 2**53

MEMBER: Final = re.compile(r"[a-z][A-Za-z0-9]*", re.ASCII)
# Any scheme, then what RFC 3986 allows in a URI. Processors disagree on the rest, and drop what they cannot read.
ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9:/?#\[\]@!$&'()*+,;=._~%-]+", re.ASCII)
# Characters that canonical N-Quads escape in ways that processors disagree on, and halves of characters.
UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

SHAPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    **dict.fromkeys(("name", "description", "narrative", "caption", "version", "inLanguage", "value"), str),
    **dict.fromkeys(("achievementType", "identityType", "identityHash", "salt"), str),
    **dict.fromkeys(("statusListCredential", "statusPurpose"), str),
    **dict.fromkeys(("credentialSubject", "credentialStatus", "achievement", "criteria", "image"), dict),
    **dict.fromkeys(("identifier", "result", "evidence", "credentialSchema"), list),
    "issuer": (str, dict),
    "type": (str, list),
    "hashed": bool,
}
INSTANTS: Final = frozenset({"validFrom", "validUntil", "awardedDate"})


def check_members(document: dict[str, Any]) -> None:
    """Raises Refused, with the reason and the place, at the first thing that has another way to be written."""
    _Reading().read_object(document, "", 1)


class _Reading:
    """One reading of a document, which stops at the first thing refused."""

    def __init__(self) -> None:
        self._described: Final[dict[str, dict[str, Any]]] = {}
        self._nodes = 0
        self._length = 0

    def read_object(self, node: dict[str, Any], place: str, depth: int) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise Refused(Reason.TOO_MANY_NODES, place)
        if not node:
            raise Refused(Reason.EMPTY_VALUE, place)
        for name, value in node.items():
            if name == "@context" and not place:
                continue
            self._read_name(name, place)
            self._read_member(name, value, f"{place}/{name}", depth + 1)
        if "id" in node:
            self._read_identifier(node, place)

    def _read_name(self, name: str, place: str) -> None:
        self._count(name)
        if name == "@context":
            raise Refused(Reason.NESTED_CONTEXT, place)
        if ":" in name or "@" in name:
            raise Refused(Reason.MEMBER_AS_IRI, place)
        if not MEMBER.fullmatch(name):
            raise Refused(Reason.UNKNOWN_TERM, place)

    def _read_member(self, name: str, value: Any, place: str, depth: int) -> None:
        self._read_value(value, place, depth)
        if name in SHAPES and not isinstance(value, SHAPES[name]):
            raise Refused(Reason.SHAPE, place)
        if name in INSTANTS:
            read_instant(value, place)
        if name == "type":
            _check_types(value if isinstance(value, list) else [value], place)

    def _read_value(self, value: Any, place: str, depth: int) -> None:
        if depth > DEEPEST:
            raise Refused(Reason.TOO_DEEP, place)
        if isinstance(value, dict):
            self.read_object(value, place, depth)
        elif isinstance(value, list):
            self._read_list(value, place, depth)
        elif isinstance(value, str):
            self._count(value)
            if UNWRITABLE.search(value):
                raise Refused(Reason.BAD_TEXT, place)
        else:
            _check_scalar(value, place)

    def _read_list(self, items: list[Any], place: str, depth: int) -> None:
        if not items:
            raise Refused(Reason.EMPTY_VALUE, place)
        if len({type(item) for item in items}) != 1 or isinstance(items[0], list):
            raise Refused(Reason.SHAPE, place)
        for number, item in enumerate(items):
            self._read_value(item, f"{place}/{number}", depth + 1)
            if item in items[:number]:
                raise Refused(Reason.REPEATED_NODE, f"{place}/{number}")

    def _read_identifier(self, node: dict[str, Any], place: str) -> None:
        identifier = node["id"]
        if not isinstance(identifier, str) or not ABSOLUTE.fullmatch(identifier):
            raise Refused(Reason.RELATIVE_IDENTIFIER, f"{place}/id")
        # The graph merges what two objects say of one identifier, where a reader of the JSON sees but one of them.
        if self._described.setdefault(identifier, node) != node:
            raise Refused(Reason.REPEATED_NODE, f"{place}/id")

    def _count(self, text: str) -> None:
        self._length += len(text)
        if self._length > LARGEST:
            raise Refused(Reason.TOO_LARGE)


def _check_types(types: list[Any], place: str) -> None:
    if len(types) > MOST_TYPES:
        raise Refused(Reason.SHAPE, place)
    for name in types:
        if not isinstance(name, str):
            raise Refused(Reason.SHAPE, place)
        if ":" in name or "@" in name:
            raise Refused(Reason.MEMBER_AS_IRI, place)


def _check_scalar(value: Any, place: str) -> None:
    if value is None:
        raise Refused(Reason.EMPTY_VALUE, place)
    if isinstance(value, bool):
        return
    if not isinstance(value, int) or abs(value) >= LARGEST_NUMBER:
        raise Refused(Reason.BAD_NUMBER, place)
