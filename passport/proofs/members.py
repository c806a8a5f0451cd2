"""A document read as JSON: its size, its members, and what a graph would not tell apart.

The graph that a proof covers is a set: it does not see an order, a repetition, nothing at all where there is `null`,
nor whether a thing stands alone or in a list. Readers of the JSON do, so each thing has one way to be written.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from passport.proofs.instants import read_instant
from passport.proofs.reasons import Reason, Refused

# What strangers may post: bytes, levels, objects, values of all kinds. A credential of ours has about a hundred.
LARGEST: Final = 64 * 1024
DEEPEST: Final = 12
MOST_NODES: Final = 200
MOST_VALUES: Final = 1000
# PyLD compares each item of a list with all those before.
MOST_ITEMS: Final = 100
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
    "issuer": (str, dict),
    "hashed": bool,
}
# What is a list even of one; nothing else ever is. A result, though, points at one description by its identifier.
LISTS: Final = frozenset(
    {"identifier", "result", "evidence", "credentialSchema", "resultDescription", "alignment", "otherIdentifier"}
    | {"related", "tag", "allowedValue", "rubricCriterionLevel"}
)
# The types that stand alone; any other comes in a list (Open Badges 3.0, appendix B).
LONE_TYPES: Final = frozenset(
    {"IdentityObject", "IdentifierEntry", "Image", "1EdTechJsonSchemaValidator2019"}
    | {"BitstringStatusListEntry", "BitstringStatusList"}
)
INSTANTS: Final = frozenset({"validFrom", "validUntil", "awardedDate"})


def check_members(document: dict[str, Any]) -> None:
    """Raises Refused, with the reason and the place, at the first thing that has another way to be written."""
    _Reading().read_object(document, "", 1)


class _Reading:
    """One reading of a document, which stops at the first thing refused."""

    def __init__(self) -> None:
        self._described: Final[dict[str, dict[str, Any]]] = {}
        self._nodes = 0
        self._values = 0
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
        if name == "type":
            _check_types(value, place)
        elif not _has_its_shape(name, value):
            raise Refused(Reason.SHAPE, place)
        if name in INSTANTS:
            read_instant(value, place)

    def _read_value(self, value: Any, place: str, depth: int) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            raise Refused(Reason.TOO_MANY_NODES, place)
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
        if len(items) > MOST_ITEMS:
            raise Refused(Reason.TOO_MANY_NODES, place)
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


def _has_its_shape(name: str, value: Any) -> bool:
    if name == "resultDescription":
        return isinstance(value, str) or (isinstance(value, list) and isinstance(value[0], dict))
    return isinstance(value, SHAPES.get(name, object)) and isinstance(value, list) == (name in LISTS)


def _check_types(value: Any, place: str) -> None:
    types = value if isinstance(value, list) else [value]
    if len(types) > MOST_TYPES or not all(isinstance(name, str) for name in types):
        raise Refused(Reason.SHAPE, place)
    if any(":" in name or "@" in name for name in types):
        raise Refused(Reason.MEMBER_AS_IRI, place)
    if isinstance(value, str) != (len(types) == 1 and types[0] in LONE_TYPES):
        raise Refused(Reason.SHAPE, place)


def _check_scalar(value: Any, place: str) -> None:
    if value is None:
        raise Refused(Reason.EMPTY_VALUE, place)
    if isinstance(value, bool):
        return
    if not isinstance(value, int) or abs(value) >= LARGEST_NUMBER:
        raise Refused(Reason.BAD_NUMBER, place)
