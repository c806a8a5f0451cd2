"""A document is accepted in one spelling only: whatever is done to any member of it, the genuine text alone holds."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from passport.proofs.reasons import Refused
from tests.passport.proofs import examples

GENUINE = examples.proved(examples.credential())


def respell(value: Any) -> Iterator[Any]:
    """The ways a graph does not see, or hardly, to write the same thing."""
    yield [value]
    yield None
    yield {"id": value} if isinstance(value, str) else {"@value": value}
    if isinstance(value, list):
        yield [*value, value[0]]
        yield value[0]
        yield {"@set": value}
    if isinstance(value, dict):
        yield [value, {"id": value["id"]}] if "id" in value else [value, {}]
        yield value.get("id", "urn:x:1")
    if isinstance(value, str):
        yield {"@value": value}
        yield f"{value} "
        if value.isdigit():
            yield int(value)
    if isinstance(value, bool):
        yield str(value).lower()
        yield int(value)


def members(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield (*path, name)
        yield from members(item, (*path, name))


def at(document: Any, path: tuple[Any, ...]) -> Any:
    for name in path:
        document = document[name]
    return document


@pytest.mark.parametrize("path", list(members(GENUINE)), ids=lambda path: "/".join(map(str, path)))
def test_no_member_has_another_spelling(path):
    assert examples.believe(json.dumps(GENUINE)) == examples.credential()

    for other in respell(at(GENUINE, path)):
        document = copy.deepcopy(GENUINE)
        at(document, path[:-1])[path[-1]] = other
        with pytest.raises(Refused):
            examples.believe(json.dumps(document))
