"""Tool 3: the ranking of four modes under ten points, what would change it, and what is disputed."""

import pytest

from courses.tools.rules.organisation import (
    Objection,
    Path,
    all_weights,
    conclude,
    leaders_of,
    ranking,
    shares_points,
    shifts,
    wins,
)
from courses.tools.rules.table_5 import CRITERIA, LARGE, MODES, SIZES, SMALL

REASON = "Chez nous, le comité se réunit toutes les semaines et décide."


def weights(*points):
    return dict(zip(CRITERIA, points, strict=True))


def totals(points, size):
    return {standing.mode: standing.total for standing in ranking(points, size)}


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ((1, 1, 1, 1), (4, 0, -3, 5)),
        ((5, 1, 1, 3), (18, 2, -17, 21)),
        ((2, 6, 1, 1), (2, 6, 9, -7)),
    ],
)
def test_the_totals_of_a_large_collectivity_are_those_of_the_lesson(points, expected):
    assert totals(weights(*points), LARGE) == dict(zip(MODES, expected, strict=True))


def test_with_equal_weights_a_small_collectivity_puts_the_autonomous_mode_first():
    found = ranking(weights(1, 1, 1, 1), SMALL)

    assert [(standing.place, standing.mode, standing.total) for standing in found[:2]] == [
        (1, "autonome", 6),
        (2, "externalisee", 5),
    ]


def test_equal_totals_share_the_better_place():
    found = ranking(weights(10, 0, 0, 0), LARGE)

    assert [(standing.place, standing.mode) for standing in found] == [
        (1, "autonome"),
        (1, "externalisee"),
        (3, "integree"),
        (4, "collegiale"),
    ]
    assert leaders_of(found) == ("autonome", "externalisee")


@pytest.mark.parametrize("points", [(10, 0, 0, 0), (3, 3, 2, 2), (0, 0, 0, 10)])
def test_ten_points_may_be_shared_as_one_likes(points):
    assert shares_points(weights(*points))


@pytest.mark.parametrize("points", [(1, 1, 1, 1), (11, 0, 0, 0), (12, -2, 0, 0), (0, 0, 0, 0)])
def test_less_or_more_than_ten_points_or_a_negative_one_is_refused(points):
    assert not shares_points(weights(*points))


def test_points_for_an_unknown_criterion_are_refused():
    assert not shares_points({**weights(5, 5, 0, 0), "prix": 0})
    assert not shares_points({"impulsion": 10})


def test_there_are_286_ways_to_share_ten_points():
    shares = list(all_weights())

    assert len(shares) == 286
    assert all(shares_points(one) for one in shares)
    assert len({tuple(one.values()) for one in shares}) == 286


@pytest.mark.parametrize("size", SIZES)
def test_no_sharing_is_safe_from_a_move_of_points(size):
    assert all(shifts(one, size) for one in all_weights())


@pytest.mark.parametrize("size", SIZES)
def test_a_move_changes_the_first_place_and_one_point_less_does_not(size):
    for one in (weights(3, 3, 2, 2), weights(5, 1, 1, 3), weights(2, 6, 1, 1)):
        first = leaders_of(ranking(one, size))
        for shift in shifts(one, size):
            assert leaders_of(ranking(moved(one, shift, shift.points), size)) == shift.leaders != first
            assert leaders_of(ranking(moved(one, shift, shift.points - 1), size)) == first


def moved(points, shift, count):
    return {**points, shift.source: points[shift.source] - count, shift.target: points[shift.target] + count}


def test_moves_come_with_the_fewest_points_first():
    points = [shift.points for shift in shifts(weights(3, 3, 2, 2), LARGE)]

    assert points == sorted(points)


def test_no_mode_wins_every_sharing_and_the_integrated_one_none_in_a_small_collectivity():
    for size in SIZES:
        assert max(wins(size).values()) < 286
    assert wins(SMALL)["integree"] == 0
    assert wins(LARGE)["integree"] > 0


def test_a_reason_counts_from_fifty_characters_spaces_counted_once():
    assert not Objection("collegiale.impulsion", 1, "x" * 49).counts
    assert Objection("collegiale.impulsion", 1, "x" * 50).counts
    assert not Objection("collegiale.impulsion", 1, "x" + " " * 80 + "y").counts


def test_a_cell_that_does_not_exist_cannot_be_disputed():
    assert not Objection("collegiale.prix", 1, REASON).counts


def test_the_learners_own_sign_makes_another_ranking_beside_the_reports():
    objection = Objection("collegiale.impulsion", 3, REASON)

    sheet = conclude(weights(2, 6, 1, 1), LARGE, (objection,), Path())

    assert {standing.mode: standing.total for standing in sheet.ranking}["collegiale"] == 9
    assert {standing.mode: standing.total for standing in sheet.corrected}["collegiale"] == 21
    assert sheet.objections == (objection,)


def test_an_objection_without_a_sign_or_without_a_reason_corrects_nothing():
    silent = Objection("collegiale.impulsion", 0, REASON)
    short = Objection("integree.impulsion", 3, "Non.")

    sheet = conclude(weights(2, 6, 1, 1), LARGE, (silent, short), Path())

    assert sheet.corrected == ()
    assert sheet.objections == (silent,)


def test_the_sheet_says_who_would_be_first_in_the_other_size():
    assert conclude(weights(3, 3, 2, 2), SMALL, (), Path()).other_size == ("autonome", "externalisee")
    assert conclude(weights(3, 3, 2, 2), LARGE, (), Path()).other_size == ("autonome",)


def caveats(points, size=LARGE, path=Path()):  # noqa: B008
    return " ".join(conclude(weights(*points), size, (), path).caveats)


@pytest.mark.parametrize("points", [(10, 0, 0, 0), (3, 3, 2, 2), (0, 10, 0, 0)])
def test_it_is_always_said_that_a_total_is_no_verdict_and_that_signs_are_no_measure(points):
    assert "pas un verdict" in caveats(points)
    assert "convention de ce cours" in caveats(points)


@pytest.mark.parametrize(
    ("points", "size", "path", "said"),
    [
        ((10, 0, 0, 0), LARGE, Path(), "premiers ensemble"),
        ((10, 0, 0, 0), LARGE, Path(), "aucun poids à l’appropriation"),
        ((10, 0, 0, 0), LARGE, Path(), "Un seul point déplacé"),
        ((3, 3, 2, 2), SMALL, Path(), "le mode intégré ne peut pas l’emporter"),
        ((5, 3, 1, 1), SMALL, Path(), "l’appui du DGS"),
        ((4, 6, 0, 0), LARGE, Path(), "l’étendue du portefeuille"),
        ((0, 10, 0, 0), LARGE, Path(), "Un comité sans équipe"),
        ((0, 0, 10, 0), LARGE, Path(), "revient en interne"),
        ((0, 10, 0, 0), LARGE, Path("externalisee", 24, "integree", ""), "sans dire comment"),
        ((0, 10, 0, 0), LARGE, Path("externalisee", 24, "externalisee", "Un binôme."), "sans dire comment"),
        ((0, 10, 0, 0), LARGE, Path("autonome", 18, "", ""), "par un autre mode que le premier"),
    ],
)
def test_each_caveat_is_said_where_it_holds(points, size, path, said):
    assert said in caveats(points, size, path)


def test_a_path_that_comes_back_inside_and_says_how_one_learns_is_not_warned_of():
    path = Path("externalisee", 24, "integree", "Un agent de chaque service y travaille deux jours par semaine.")

    assert "sans dire comment" not in caveats((0, 0, 10, 0), LARGE, path)
