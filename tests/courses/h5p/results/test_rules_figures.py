"""What many results say together."""

from fractions import Fraction

from courses.h5p.rules.figures import Missed, Played, figures
from courses.h5p.rules.standing import Outcome


def played(learner, points, maximum=10, *, trust="verified", seconds=None, items=(), place=1, is_complete=True):
    outcome = Outcome(trust, Fraction(points), Fraction(maximum), is_complete)
    return Played(place, learner, outcome, seconds, tuple(items))


def item(id, points, *, trust="verified", maximum=1, title="Question"):
    return {"id": id, "title": title, "trust": trust, "points": points, "maximum": maximum, "response": ""}


def test_nothing_gives_empty_figures():
    found = figures([])

    assert (found.results, found.done, found.median_seconds, found.missed) == (0, 0, None, ())
    assert found.scores == (0,) * 10


def test_results_are_counted_by_trust_and_learners_once():
    found = figures([played(1, 2), played(1, 9), played(2, 0, 0, trust="declared"), played(3, 1, is_complete=False)])

    assert found.by_trust == {"verified": 3, "partial": 0, "declared": 1}
    assert found.done == 2


def test_each_learner_has_one_place_in_the_distribution_by_the_best_verified_score():
    found = figures([played(1, 1), played(1, 10), played(2, 5), played(3, 10, trust="partial")])

    assert found.scores == (0, 0, 0, 0, 0, 1, 0, 0, 0, 1)


def test_time_is_the_median_of_the_plays_that_ended():
    found = figures([played(1, 1, seconds=each) for each in (10, 20, 90)] + [played(2, 1, seconds=None)])
    unfinished = figures([played(1, 1, seconds=5, is_complete=False)])

    assert (found.median_seconds, unfinished.median_seconds) == (20, None)


def test_what_is_missed_is_read_on_the_first_result_of_each_learner():
    found = figures(
        [
            played(1, 0, items=[item("a", 0), item("b", 1)]),
            played(1, 2, items=[item("a", 1), item("b", 1)]),
            played(2, 1, items=[item("a", 0.5), item("b", 0)]),
        ]
    )

    assert found.missed == (Missed("a", "Question", 2, 2), Missed("b", "Question", 2, 1))
    assert [each.percent for each in found.missed] == [100, 50]


def test_what_the_server_cannot_grade_is_not_said_to_be_missed():
    found = figures([played(1, 0, items=[item("a", 0, trust="declared"), item("b", 0, maximum=0)])])

    assert found.missed == ()


def test_a_question_has_the_title_of_its_last_version():
    found = figures([played(1, 0, items=[item("a", 0, title="Avant")]), played(1, 0, items=[item("a", 0)])])

    assert [each.title for each in found.missed] == ["Question"]
