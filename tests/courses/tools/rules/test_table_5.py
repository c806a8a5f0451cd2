"""Table 5 of the report, cell by cell, and what is said of a table that somebody rebuilt."""

import pytest

from courses.tools.rules.table_5 import CELLS, CRITERIA, EMPTY, MODES, NEAR, ODDITIES, OPPOSITE, RIGHT, TABLE, rebuild

# Written by hand from the report, § 4.1.1: impulse, appropriation, public and private, speed.
PUBLISHED = {
    "autonome.impulsion": "+++",
    "autonome.appropriation.petite": "+",
    "autonome.appropriation.grande": "-",
    "autonome.public-prive": "+",
    "autonome.rapidite": "+",
    "integree.impulsion": "+",
    "integree.appropriation": "+",
    "integree.public-prive": "-",
    "integree.rapidite": "-",
    "collegiale.impulsion": "---",
    "collegiale.appropriation": "+++",
    "collegiale.public-prive": "--",
    "collegiale.rapidite": "-",
    "externalisee.impulsion": "+++",
    "externalisee.appropriation": "---",
    "externalisee.public-prive": "+++",
    "externalisee.rapidite": "++",
}
REPORT = {code: signs.count("+") - signs.count("-") for code, signs in PUBLISHED.items()}


def test_the_table_is_the_one_of_the_report():
    assert {code: cell.sign for code, cell in CELLS.items()} == REPORT


def test_four_modes_and_four_criteria_make_sixteen_cells_one_of_them_double():
    assert len(TABLE) == 17
    assert {(cell.mode, cell.criterion) for cell in TABLE} == {(mode, one) for mode in MODES for one in CRITERIA}
    assert [cell.code for cell in TABLE if cell.size] == [
        "autonome.appropriation.petite",
        "autonome.appropriation.grande",
    ]


def test_the_report_argues_the_public_private_link_for_one_mode_only():
    argued = {cell.mode for cell in TABLE if cell.criterion == "public-prive" and cell.argument}

    assert argued == {"externalisee"}


def test_a_table_rebuilt_as_published_is_right_everywhere():
    rebuilt = rebuild(REPORT)

    assert rebuilt.right == 17
    assert rebuilt.is_full


def test_an_empty_table_has_nothing_right_and_is_not_full():
    rebuilt = rebuild({})

    assert rebuilt.right == 0
    assert not rebuilt.is_full
    assert {held.verdict for held in rebuilt.cells} == {EMPTY}


@pytest.mark.parametrize(
    ("placed", "verdict"),
    [(3, RIGHT), (2, NEAR), (1, NEAR), (-1, OPPOSITE), (-3, OPPOSITE), (0, EMPTY), (4, EMPTY)],
)
def test_a_sign_is_right_of_another_strength_of_the_other_sense_or_none(placed, verdict):
    held = {one.cell.code: one for one in rebuild({"autonome.impulsion": placed}).cells}

    assert held["autonome.impulsion"].verdict == verdict
    assert held["autonome.rapidite"].verdict == EMPTY


def test_a_cell_that_does_not_exist_is_left_out():
    assert rebuild({"autonome.prix": 3}) == rebuild({})


def test_what_is_odd_in_the_table_is_said():
    told = " ".join(ODDITIES)

    for word in ("petite", "public/privé", "zéro", "tirets", "DGS"):
        assert word in told
