"""Cells of the tables that people open in a spreadsheet."""

import pytest

from cms.foundation.spreadsheets import harmless


@pytest.mark.parametrize("typed", ["=1+1", "+33", "-2", "@somme", "\tcaché", "\rcaché"])
def test_what_looks_like_a_formula_becomes_text(typed):
    assert harmless(typed) == f"'{typed}"


@pytest.mark.parametrize("cell", ["", "Une remarque : 2 = 2", 12, "’"])
def test_any_other_cell_is_left_alone_an_empty_one_too(cell):
    assert harmless(cell) == cell
