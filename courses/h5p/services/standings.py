"""What was recorded at a place for a learner, and what it adds up to."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from fractions import Fraction

from django.db.models import F, Max

from cms.accounts.models import User
from courses.h5p.models import Placement, Result
from courses.h5p.rules.standing import Outcome, Standing, best_of, placement_standing

WHO_AND_WHERE = ("attempt__learner", "attempt__placement")


def results_of(*, learner: User, placement: Placement) -> list[Result]:
    """In their order. What was recorded here on another activity, before it was replaced, is not counted."""
    return list(
        Result.objects.filter(
            attempt__learner=learner,
            attempt__placement=placement,
            attempt__revision__activity=placement.activity_id,
        ).select_related("attempt")
    )


def best_result(*, learner: User, placement: Placement) -> Result | None:
    found: Result | None = best_of(
        [(each, outcome_of(each)) for each in results_of(learner=learner, placement=placement)]
    )
    return found


def standing_at(*, learner: User, placement: Placement) -> Standing:
    return standings_at(learner=learner, placements=[placement])[placement.pk]


def standings_at(*, learner: User, placements: Collection[Placement]) -> dict[int, Standing]:
    """Several places at once, in one query, however often somebody played there.

    Of results that are alike but for their points, only the best can change a standing: one row stands for them all.
    """
    rows = Result.objects.filter(
        attempt__learner=learner,
        attempt__placement__in=placements,
        attempt__revision__activity=F("attempt__placement__activity"),
    )
    outcomes: dict[int, list[Outcome]] = defaultdict(list)
    alike = ("attempt__placement", "trust", "maximum", "is_complete")
    bests = rows.order_by().values(*alike).annotate(best=Max("points"))
    for place, trust, maximum, is_complete, points in bests.values_list(*alike, "best"):
        outcomes[place].append(Outcome(trust, Fraction(points), Fraction(maximum), is_complete))
    return {place.pk: placement_standing(outcomes[place.pk], place.threshold_percent) for place in placements}


def outcome_of(result: Result) -> Outcome:
    return Outcome(result.trust, Fraction(result.points), Fraction(result.maximum), result.is_complete)


def completed_by(*, result_id: int) -> tuple[User, Placement] | None:
    """Who completed which place, if the place is complete now that this result is there."""
    found = Result.objects.select_related("attempt__learner", "attempt__placement").filter(pk=result_id).first()
    if found is None:
        return None
    learner, placement = found.attempt.learner, found.attempt.placement
    return (learner, placement) if standing_at(learner=learner, placement=placement).is_complete else None


def completions_since(moment: datetime) -> Iterator[tuple[User, Placement]]:
    """Who completed which place, among those where something was recorded since then; a lost ring is found so."""
    recent = Result.objects.filter(recorded_at__gte=moment).order_by().values_list(*WHO_AND_WHERE).distinct()
    played: dict[int, list[int]] = defaultdict(list)
    for learner, place in sorted(recent):
        played[learner].append(place)
    placements = Placement.objects.in_bulk({place for places in played.values() for place in places})
    for learner in User.objects.filter(pk__in=played).order_by("pk"):
        standings = standings_at(learner=learner, placements=[placements[place] for place in played[learner.pk]])
        for place, standing in standings.items():
            if standing.is_complete:
                yield learner, placements[place]
