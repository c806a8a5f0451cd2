"""Where activities stand: the rows that publication writes, one for each block of the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from courses.h5p.models import Attempt, Placement, placement_key


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block of a page that plays an activity, and what the page asks for."""

    block_id: str
    activity_id: int
    is_required: bool = False
    threshold_percent: int | None = None


@transaction.atomic
def place(*, page: Page, blocks: Sequence[PlacedBlock]) -> None:
    """Make the rows of the page say what its blocks say; a block taken out keeps what learners did there.

    Another activity in the same block closes the attempts that are open: nobody goes on with what is gone.
    """
    known = {placement.key: placement for placement in Placement.objects.select_for_update().filter(page=page)}
    keys = {placement_key(page.pk, block.block_id): block for block in blocks}
    for key, block in keys.items():
        asked = {
            "activity_id": block.activity_id,
            "is_live": True,
            "is_required": block.is_required,
            "threshold_percent": block.threshold_percent,
        }
        placement = known.get(key)
        if placement is None:
            Placement.objects.create(key=key, page=page, **asked)
            continue
        if placement.activity_id != block.activity_id:
            Attempt.objects.open().filter(placement=placement).update(closed_at=timezone.now())
        Placement.objects.filter(pk=placement.pk).update(**asked)
    Placement.objects.filter(page=page, is_live=True).exclude(key__in=keys).update(is_live=False)
