"""What the night does for productions."""

from datetime import datetime

from courses.assignments.files import unclaimed
from courses.assignments.models import Review, private_storage
from courses.assignments.tasks import tell_decision, tell_reconsidered


def remove_orphans(*, before: datetime) -> int:
    """Delete the files that no row names; how many there were."""
    names = list(unclaimed(before))
    for name in names:
        private_storage().delete(name)
    return len(names)


def tell_again() -> int:
    """Send the letters that a lost task left unsent; how many there were."""
    decisions = list(Review.objects.to_tell().values_list("pk", flat=True))
    withdrawals = list(Review.objects.to_take_back().values_list("pk", flat=True))
    for review_id in decisions:
        tell_decision.delay(review_id)
    for review_id in withdrawals:
        tell_reconsidered.delay(review_id)
    return len(decisions) + len(withdrawals)
