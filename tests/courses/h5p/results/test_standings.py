"""The standing that is read from the tables is the one that the rule gives for every result."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from courses.h5p.models import Result
from courses.h5p.rules.standing import TRUSTS, Outcome, placement_standing
from courses.h5p.services import standing_at, standings, standings_at
from tests.courses.h5p.factories import AttemptFactory, PlacementFactory, ResultFactory, a_revision

pytestmark = pytest.mark.django_db


def some_results(attempt, chance):
    """Up to a dozen plays, with many ties, thirds, negative points and maxima of nothing."""
    return [
        Result(
            attempt=attempt,
            trust=chance.choice(TRUSTS),
            points=Decimal(chance.choice(["-1", "0", "0.333", "0.334", "1", "2", "2.999", "3", "7", "12.5"])),
            maximum=Decimal(chance.choice(["0", "1", "3", "3.001", "7", "20", "-1"])),
            is_complete=chance.random() < 0.4,
        )
        for _number in range(chance.randrange(13))
    ]


def by_the_rule(results, threshold):
    outcomes = [
        Outcome(each.trust, Fraction(each.points), Fraction(each.maximum), each.is_complete) for each in results
    ]
    return placement_standing(outcomes, threshold)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_was_recorded_it_says_what_the_rule_says(seed):
    chance = random.Random(seed)
    threshold = chance.choice([None, 1, 33, 34, 50, 100])
    attempt = AttemptFactory(placement=PlacementFactory(threshold_percent=threshold))
    again = AttemptFactory(learner=attempt.learner, placement=attempt.placement, closed_at="2026-01-01T00:00Z")
    results = [*some_results(attempt, chance), *some_results(again, chance)]
    Result.objects.bulk_create(results)

    assert standing_at(learner=attempt.learner, placement=attempt.placement) == by_the_rule(results, threshold)


def test_each_place_has_its_own():
    here = AttemptFactory()
    there = AttemptFactory(learner=here.learner)
    nowhere = PlacementFactory()
    ResultFactory(attempt=here, points=1, maximum=4)
    ResultFactory(attempt=there, points=4, maximum=4)
    ResultFactory(attempt=AttemptFactory(placement=nowhere))

    found = standings_at(learner=here.learner, placements=[here.placement, there.placement, nowhere])

    assert [found[each.pk].best_percent for each in (here.placement, there.placement, nowhere)] == [25, 100, None]


def test_what_was_played_before_the_activity_changed_its_number_of_points_still_counts():
    attempt = AttemptFactory()
    ResultFactory(attempt=attempt, points=3, maximum=4)
    a_revision(attempt.placement.activity)
    attempt.closed_at = "2026-01-01T00:00Z"
    attempt.save()
    later = AttemptFactory(learner=attempt.learner, placement=attempt.placement)
    ResultFactory(attempt=later, points=5, maximum=10)

    assert standing_at(learner=attempt.learner, placement=attempt.placement).best_percent == 75


def test_a_thousand_plays_are_read_as_one_row(monkeypatch):
    attempt = AttemptFactory()
    Result.objects.bulk_create(
        Result(attempt=attempt, trust="verified", points=number % 5, maximum=5) for number in range(1000)
    )
    read = []
    monkeypatch.setattr(
        standings,
        "placement_standing",
        lambda rows, threshold: read.extend(rows) or placement_standing(rows, threshold),
    )

    assert standing_at(learner=attempt.learner, placement=attempt.placement).best_percent == 80
    assert len(read) == 1
