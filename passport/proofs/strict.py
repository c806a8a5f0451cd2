"""What a document must look like before it is signed, and again before it is believed.

An embedded proof covers a graph, not a text: members can be renamed, and words no context defines vanish, while the
proof still holds. So whatever would read differently as JSON and as a graph is refused, both ways.
"""

import json
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from passport.proofs.canonical import Dataset, expand, to_dataset
from passport.proofs.contexts import OF_CREDENTIALS, OF_STATUS_LISTS, Contexts
from passport.proofs.members import ABSOLUTE, LARGEST, check_members
from passport.proofs.reasons import Reason, Refused

# Open Badges writes this datatype with `https`, everyone else with `http`.
ANY_URI: Final = ("http://www.w3.org/2001/XMLSchema#anyURI", "https://www.w3.org/2001/XMLSchema#anyURI")


def read_json(text: str | bytes) -> dict[str, Any]:
    """A JSON object, read without any tolerance.

    Raises Refused: TOO_LARGE over 64 KiB, NOT_JSON, TOO_DEEP, REPEATED_MEMBER, BAD_NUMBER (a fraction, NaN, Infinity),
    BAD_TEXT (not UTF-8), SHAPE when it is not an object.
    """
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(raw) > LARGEST:
        raise Refused(Reason.TOO_LARGE)
    try:
        document = json.loads(
            raw.decode("utf-8"), object_pairs_hook=_read_members, parse_constant=_no_number, parse_float=_no_number
        )
    except UnicodeDecodeError as error:
        raise Refused(Reason.BAD_TEXT) from error
    except RecursionError as error:
        raise Refused(Reason.TOO_DEEP) from error
    except ValueError as error:
        raise Refused(Reason.NOT_JSON) from error
    if not isinstance(document, dict):
        raise Refused(Reason.SHAPE)
    return document


@dataclass(frozen=True, slots=True)
class Checked:
    """A document without its `proof`, whose form was checked, and its quads. Only `check_form` makes one.

    Reading a form is most of what verifying costs: a proof is held against this, and nothing is read again. Neither
    is to be changed.
    """

    body: dict[str, Any]
    dataset: Dataset


def check_form(document: dict[str, Any], contexts: Contexts) -> Checked:
    """Raises Refused, with the reason and the place, for a document that must be neither signed nor believed.

    `document`: a credential or a status list without its `proof`.
    """
    _check_contexts(document)
    if "proof" in document:
        raise Refused(Reason.SHAPE, "/proof")
    check_members(document)
    expanded, lost = expand(document, contexts)
    if lost:
        raise Refused(Reason.UNKNOWN_TERM, _place_of(document, lost[0]))
    if len(expanded) != 1:
        raise Refused(Reason.SHAPE)
    _check_expanded(expanded)
    return Checked(document, to_dataset(expanded, contexts))


def _check_contexts(document: dict[str, Any]) -> None:
    contexts = document.get("@context")
    if isinstance(contexts, dict) or (isinstance(contexts, list) and any(isinstance(item, dict) for item in contexts)):
        raise Refused(Reason.INLINE_CONTEXT, "/@context")
    if contexts not in (list(OF_CREDENTIALS), list(OF_STATUS_LISTS)):
        raise Refused(Reason.OTHER_CONTEXT, "/@context")


def _check_expanded(value: Any) -> None:
    """Every name is absolute: nothing is left out, nor resolved against an address that nobody chose."""
    if isinstance(value, list):
        for item in value:
            _check_expanded(item)
    elif isinstance(value, dict):
        for name, content in value.items():
            if name in ("@id", "@type"):
                for iri in content if isinstance(content, list) else [content]:
                    _check_absolute(iri)
            elif name == "@value":
                if value.get("@type") in ANY_URI:
                    _check_absolute(content)
            elif name != "@list" and not ABSOLUTE.fullmatch(name):
                raise Refused(Reason.UNKNOWN_TERM)
            else:
                _check_expanded(content)


def _check_absolute(iri: Any) -> None:
    if not isinstance(iri, str) or not ABSOLUTE.fullmatch(iri):
        raise Refused(Reason.RELATIVE_IDENTIFIER)


def _place_of(value: Any, name: str, place: str = "") -> str:
    """The JSON pointer of the first member of that name; "" when there is none."""
    if isinstance(value, dict) and name in value:
        return f"{place}/{name}"
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return next(filter(None, (_place_of(item, name, f"{place}/{key}") for key, item in items)), "")


def _read_members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Refused(Reason.REPEATED_MEMBER)
    return members


def _no_number(text: str) -> NoReturn:
    raise Refused(Reason.BAD_NUMBER)
