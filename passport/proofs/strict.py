"""What a document must look like before it is signed, and again before it is believed.

An embedded proof covers a graph, not a text: members can be renamed, and words no context defines vanish, while the
proof still holds. So whatever would read differently as JSON and as a graph is refused, both ways.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final, NoReturn

from passport.proofs.canonical import expand
from passport.proofs.contexts import OF_CREDENTIALS, OF_STATUS_LISTS, Contexts
from passport.proofs.instants import read_instant
from passport.proofs.reasons import Reason, Refused

LARGEST: Final = 64 * 1024
DEEPEST: Final = 12
MOST_NODES: Final = 200
LARGEST_NUMBER: Final = 2**53

MEMBER: Final = re.compile(r"[a-z][A-Za-z0-9]*", re.ASCII)
ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f]+", re.ASCII)
KEYWORDS: Final = frozenset({"@value", "@list", "@graph"})
# What a reader of the JSON relies on: the graph is the same for one thing and for a list of that thing.
SHAPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    **dict.fromkeys(("id", "name", "description", "narrative", "caption", "version", "inLanguage"), str),
    **dict.fromkeys(("validFrom", "validUntil", "awardedDate", "achievementType", "statusListCredential"), str),
    **dict.fromkeys(("identityType", "identityHash", "salt", "value", "statusPurpose", "encodedList"), str),
    **dict.fromkeys(("credentialSubject", "credentialStatus", "achievement", "criteria"), dict),
    **dict.fromkeys(("identifier", "result", "evidence", "credentialSchema"), list),
    "issuer": (str, dict),
    "type": (str, list),
    "hashed": bool,
}
INSTANTS: Final = frozenset({"validFrom", "validUntil", "awardedDate"})
# Control characters but the line feed: canonical N-Quads writes them in ways that programs disagree on.
UNWRITABLE: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def read_json(text: str | bytes) -> dict[str, Any]:
    """A JSON object, read without any tolerance.

    Raises Refused: TOO_LARGE over 64 KiB, NOT_JSON, TOO_DEEP, REPEATED_MEMBER, BAD_NUMBER (NaN, Infinity), BAD_TEXT
    (not UTF-8), SHAPE when it is not an object.
    """
    if len(text) > LARGEST or (isinstance(text, str) and len(text.encode("utf-8", "surrogatepass")) > LARGEST):
        raise Refused(Reason.TOO_LARGE)
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8")
        document = json.loads(text, object_pairs_hook=_members, parse_constant=_no_number, parse_float=_no_number)
    except UnicodeDecodeError as error:
        raise Refused(Reason.BAD_TEXT) from error
    except RecursionError as error:
        raise Refused(Reason.TOO_DEEP) from error
    except ValueError as error:
        raise Refused(Reason.NOT_JSON) from error
    if not isinstance(document, dict):
        raise Refused(Reason.SHAPE)
    return document


def check_form(document: dict[str, Any], contexts: Contexts) -> None:
    """Raises Refused, with the reason and the place, for a document that must be neither signed nor believed.

    `document`: a credential or a status list without its `proof`.
    """
    expand_strictly(document, contexts)


def expand_strictly(document: dict[str, Any], contexts: Contexts) -> list[Any]:
    """The expanded form of a document that passes `check_form`: what canonicalization goes on from."""
    _check_contexts(document)
    reading = _Reading()
    reading.read_object(document, "", 1)
    expanded, lost = expand(document, contexts)
    if lost:
        raise Refused(Reason.UNKNOWN_TERM, _place_of(document, lost[0]))
    named: set[str] = set()
    for node in expanded:
        _check_expanded(node, named)
    for identifier, place in reading.places.items():
        if identifier not in named:
            raise Refused(Reason.RELATIVE_IDENTIFIER, place)
    return expanded


class _Reading:
    """One reading of a document as JSON: what was counted, and the nodes met by identifier."""

    def __init__(self) -> None:
        self.nodes = 0
        self.length = 0
        self.places: dict[str, str] = {}
        self.described: dict[str, dict[str, Any]] = {}

    def read_object(self, node: dict[str, Any], place: str, depth: int) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise Refused(Reason.TOO_MANY_NODES, place)
        for name, value in node.items():
            if name == "@context" and not place:
                continue
            self._read_name(name, place)
            self._read_member(name, value, f"{place}/{name}", depth + 1)
        if len(node) == 0:
            raise Refused(Reason.EMPTY_VALUE, place)
        if "id" in node:
            self._read_identifier(node, place)

    def _read_name(self, name: str, place: str) -> None:
        self.length += len(name)
        if name == "@context":
            raise Refused(Reason.NESTED_CONTEXT, place)
        if ":" in name or "@" in name:
            raise Refused(Reason.MEMBER_AS_IRI, place)
        if not MEMBER.fullmatch(name):
            raise Refused(Reason.UNKNOWN_TERM, place)

    def _read_member(self, name: str, value: Any, place: str, depth: int) -> None:
        if name in SHAPES and not isinstance(value, SHAPES[name]):
            raise Refused(Reason.EMPTY_VALUE if value is None else Reason.SHAPE, place)
        if name in INSTANTS:
            read_instant(value, place)
        self._read_value(value, place, depth)
        if name == "type":
            for kind in value if isinstance(value, list) else [value]:
                if not isinstance(kind, str):
                    raise Refused(Reason.SHAPE, place)
                if ":" in kind or "@" in kind:
                    raise Refused(Reason.MEMBER_AS_IRI, place)

    def _read_value(self, value: Any, place: str, depth: int) -> None:
        if depth > DEEPEST:
            raise Refused(Reason.TOO_DEEP, place)
        match value:
            case dict():
                self.read_object(value, place, depth)
            case list():
                self._read_list(value, place, depth)
            case str():
                self.length += len(value)
                if UNWRITABLE.search(value):
                    raise Refused(Reason.BAD_TEXT, place)
            case bool():
                pass
            case int() if abs(value) < LARGEST_NUMBER:
                pass
            case int() | float():
                raise Refused(Reason.BAD_NUMBER, place)
            case None:
                raise Refused(Reason.EMPTY_VALUE, place)
            case _:
                raise Refused(Reason.SHAPE, place)
        if self.length > LARGEST:
            raise Refused(Reason.TOO_LARGE)

    def _read_list(self, items: list[Any], place: str, depth: int) -> None:
        if not items:
            raise Refused(Reason.EMPTY_VALUE, place)
        if len({type(item) for item in items}) != 1 or isinstance(items[0], list):
            raise Refused(Reason.SHAPE, place)
        for number, item in enumerate(items):
            # The graph is a set: it does not tell one item from twice the same.
            if item in items[:number]:
                raise Refused(Reason.REPEATED_NODE, f"{place}/{number}")
            self._read_value(item, f"{place}/{number}", depth + 1)

    def _read_identifier(self, node: dict[str, Any], place: str) -> None:
        identifier = node["id"]
        if not isinstance(identifier, str) or not ABSOLUTE.fullmatch(identifier):
            raise Refused(Reason.RELATIVE_IDENTIFIER, f"{place}/id")
        self.places.setdefault(identifier, f"{place}/id")
        # The graph merges what two objects say of one identifier: each reader would see another half.
        if self.described.setdefault(identifier, node) != node:
            raise Refused(Reason.REPEATED_NODE, f"{place}/id")


def _check_contexts(document: dict[str, Any]) -> None:
    contexts = document.get("@context")
    if isinstance(contexts, dict) or (isinstance(contexts, list) and any(isinstance(item, dict) for item in contexts)):
        raise Refused(Reason.INLINE_CONTEXT, "/@context")
    if contexts not in (list(OF_CREDENTIALS), list(OF_STATUS_LISTS)):
        raise Refused(Reason.OTHER_CONTEXT, "/@context")


def _check_expanded(value: Any, named: set[str]) -> None:
    """Every name written in full is absolute (design: nothing is resolved against an address nobody chose)."""
    if isinstance(value, list):
        for item in value:
            _check_expanded(item, named)
    if not isinstance(value, dict):
        return
    for name, content in value.items():
        if name in ("@id", "@type"):
            for iri in content if isinstance(content, list) else [content]:
                if not isinstance(iri, str) or not ABSOLUTE.fullmatch(iri):
                    raise Refused(Reason.RELATIVE_IDENTIFIER)
                named.add(iri)
        elif name not in KEYWORDS and not ABSOLUTE.fullmatch(name):
            raise Refused(Reason.UNKNOWN_TERM)
        else:
            _check_expanded(content, named)


def _place_of(value: Any, name: str, place: str = "") -> str:
    """The JSON pointer of the first member of that name; "" when there is none."""
    if isinstance(value, dict):
        if name in value:
            return f"{place}/{name}"
        items: Any = value.items()
    else:
        items = enumerate(value) if isinstance(value, list) else ()
    return next(filter(None, (_place_of(item, name, f"{place}/{key}") for key, item in items)), "")


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Refused(Reason.REPEATED_MEMBER)
    return members


def _no_number(text: str) -> NoReturn:
    raise Refused(Reason.BAD_NUMBER)
