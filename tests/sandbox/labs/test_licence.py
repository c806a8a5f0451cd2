"""Lab 7, last step: which clauses protect, and which ones go too far."""

import pytest

from sandbox.labs.rules.licence import CLAUSES, SOUND, read_clauses


def test_all_the_sound_clauses_and_no_other_hold() -> None:
    assert read_clauses(SOUND).holds


@pytest.mark.parametrize("left_out", sorted(SOUND))
def test_each_sound_clause_is_needed(left_out: str) -> None:
    reading = read_clauses(SOUND - {left_out})

    assert not reading.holds
    assert reading.lacking == 1


@pytest.mark.parametrize("added", [clause.code for clause in CLAUSES if not clause.is_sound])
def test_each_unsound_clause_is_named(added: str) -> None:
    reading = read_clauses(SOUND | {added})

    assert [clause.code for clause in reading.unsound] == [added]
    assert not reading.holds


def test_an_unknown_clause_counts_for_nothing() -> None:
    assert read_clauses({"inconnue"}).lacking == len(SOUND)
    assert len({clause.code for clause in CLAUSES}) == len(CLAUSES)
    assert all(clause.why for clause in CLAUSES)
