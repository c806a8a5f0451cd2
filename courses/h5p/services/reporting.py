"""What a trainer reads of an activity: in each place and in all, in four queries and little memory at any number."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q

from courses.h5p.models import Activity, Attempt, Placement, Result
from courses.h5p.rules.figures import Figures, Played, Tally
from courses.h5p.rules.standing import Outcome


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many came, how many times, and how many are in the middle of it."""

    learners: int = 0
    attempts: int = 0
    open_attempts: int = 0


@dataclass(frozen=True, slots=True)
class PlaceReport:
    placement: Placement
    turnout: Turnout
    figures: Figures


@dataclass(frozen=True, slots=True)
class ActivityReport:
    """`places` in the order of their pages' titles; those that are no longer on line are there if somebody played."""

    activity: Activity
    turnout: Turnout
    figures: Figures
    places: tuple[PlaceReport, ...]


AT_ONCE = 20  # results, each with its responses

COUNTS = {
    "learners": Count("learner", distinct=True),
    "attempts": Count("pk"),
    "open_attempts": Count("pk", filter=Q(closed_at=None)),
}


def report_on(*, activity: Activity) -> ActivityReport:
    attempts = Attempt.objects.filter(revision__activity=activity)
    rows = attempts.values("placement").annotate(**COUNTS).values_list("placement", *COUNTS)
    turnouts = {placement: Turnout(*counts) for placement, *counts in rows}
    whole, tallies = Tally(), defaultdict[int, Tally](Tally)
    for each in results_on(activity):
        whole.add(each)
        tallies[each.place].add(each)
    placements = Placement.objects.select_related("page").filter(Q(activity=activity) | Q(pk__in=turnouts))
    return ActivityReport(
        activity=activity,
        turnout=Turnout(**attempts.aggregate(**COUNTS)),
        figures=whole.figures(),
        places=tuple(
            PlaceReport(place, turnouts.get(place.pk, Turnout()), tallies[place.pk].figures())
            for place in placements.order_by("page__title", "pk")
            if place.is_live or place.pk in turnouts
        ),
    )


def results_on(activity: Activity) -> Iterator[Played]:
    """One at a time, in the order in which they were recorded."""
    fields = ("attempt__placement", "attempt__learner", "trust", "points", "maximum", "is_complete", "seconds", "items")
    rows = Result.objects.filter(attempt__revision__activity=activity).order_by("recorded_at", "pk")
    for place, learner, trust, points, most, is_complete, seconds, items in rows.values_list(*fields).iterator(AT_ONCE):
        outcome = Outcome(trust, Fraction(points), Fraction(most), is_complete)
        yield Played(place, learner, outcome, seconds, tuple(items))
