"""Which result counts, and what it takes to be done."""

from fractions import Fraction

import pytest

from courses.h5p.rules.standing import Kind, Outcome, best_of, placement_standing


def verified(points, maximum=10, **more):
    return Outcome("verified", Fraction(points), Fraction(maximum), **more)


def partial(points, maximum=10, **more):
    return Outcome("partial", Fraction(points), Fraction(maximum), **more)


def declared(**more):
    return Outcome("declared", Fraction(0), Fraction(0), **more)


def test_nothing_recorded_is_nothing():
    standing = placement_standing([], None)

    assert (standing.kind, standing.is_complete, standing.best_percent) == (Kind.NONE, False, None)


@pytest.mark.parametrize("outcome", [verified(0), partial(3), declared()])
def test_without_a_threshold_any_play_that_ended_is_done(outcome):
    assert placement_standing([outcome], None).is_complete


@pytest.mark.parametrize("trust", ["verified", "partial", "declared"])
def test_a_play_that_did_not_end_is_not_done(trust):
    standing = placement_standing([Outcome(trust, Fraction(1), Fraction(2), is_complete=False)], None)

    assert (standing.kind, standing.is_complete) == (Kind.SHORT, False)


@pytest.mark.parametrize(("points", "is_complete"), [(6, False), (7, True), (10, True)])
def test_a_threshold_is_reached_by_verified_points(points, is_complete):
    assert placement_standing([verified(points)], 70).is_complete is is_complete


@pytest.mark.parametrize("outcome", [partial(10), declared(), verified(0, 0)])
def test_nothing_else_reaches_a_threshold(outcome):
    standing = placement_standing([outcome], 1)

    assert (standing.kind, standing.is_complete) == (Kind.SHORT, False)


def test_the_best_verified_result_counts_not_the_last():
    standing = placement_standing([verified(4), verified(9), verified(2), partial(10), declared()], 80)

    assert (standing.best_percent, standing.is_complete, standing.trust) == (90, True, "verified")


def test_two_thirds_are_not_sixty_seven_per_cent():
    assert not placement_standing([verified(2, 3)], 67).is_complete


def test_the_most_trusted_result_speaks_for_all_then_the_highest_then_the_first():
    results = [("déclaré", declared()), ("partiel", partial(10)), ("un", verified(4)), ("deux", verified(4))]

    assert best_of(results) == "un"
    assert best_of(results[:2]) == "partiel"
    assert best_of([]) is None
