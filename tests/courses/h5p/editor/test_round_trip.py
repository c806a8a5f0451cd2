"""A content opened and saved without a change is the same content, whatever it holds."""

import json
from pathlib import Path
from typing import Any

import pytest

from courses.h5p.desk.semantics import editor_for
from courses.h5p.rules.semantics import read_semantics
from tests.courses.h5p.editor.browser import sent_back, untouched
from tests.courses.h5p.editor.kinds import EVERYTHING, NESTED, Author, Shelf

TYPES = Path(__file__).resolve().parents[4] / "courses/h5p/types"
OWN = sorted(path.parent for path in TYPES.glob("*/semantics.json"))
EXAMPLES = sorted(TYPES.glob("exemples/*.json"))


def round_trip(semantics: Any, content: Any, shelf: Shelf | None = None) -> Any:
    store = shelf or Shelf({})
    fields = read_semantics(semantics)
    control, workshop = editor_for(fields, store, content)
    value = sent_back(control, untouched(control.block, control.show(content)))
    saved = control.read(value, content, False)
    assert not workshop.new_files
    return saved


def examples() -> list[Any]:
    return [pytest.param(json.loads(path.read_text()), id=path.stem) for path in EXAMPLES]


def semantics_of(name: str) -> Any:
    return json.loads((TYPES / f"{name}-1.0" / "semantics.json").read_text())


@pytest.mark.parametrize("example", examples())
def test_every_example_of_our_own_types_comes_back_unchanged(example):
    library, content = example["library"].split()[0], example["content"]

    assert round_trip(semantics_of(library), content) == content


@pytest.mark.parametrize("folder", OWN, ids=lambda folder: folder.name)
def test_an_empty_content_of_our_own_types_stays_empty(folder):
    semantics = json.loads((folder / "semantics.json").read_text())

    assert round_trip(semantics, {}) == {}


@pytest.mark.parametrize("seed", range(150))
@pytest.mark.parametrize("strangeness", [0, 0.15])
def test_any_content_of_any_kind_of_field_comes_back_unchanged(seed, strangeness):
    shelf = Shelf(NESTED)
    content = Author(seed, shelf, strangeness).content(read_semantics(EVERYTHING))

    saved = round_trip(EVERYTHING, content, shelf)

    assert json.dumps(saved, sort_keys=True) == json.dumps(content, sort_keys=True)
