"""What activities tried and were refused: counted, logged, without a word on who was there."""

import logging
import re

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from courses.h5p import limits
from courses.h5p.models import Incident, Revision

logger = logging.getLogger("courses.h5p.incidents")

KIND = re.compile(r"[a-z][a-z0-9-]{0,39}")
OTHER = "other"
LONGEST_DETAIL = 255


@transaction.atomic
def record_incident(*, revision: Revision, kind: str, detail: str = "") -> None:
    """Count it on its row. Once a revision has its fill of different ones, any other counts on one row for all."""
    kind = kind if KIND.fullmatch(kind) else OTHER
    detail = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in detail)
    detail = detail[:LONGEST_DETAIL]
    logger.warning("Activity %s, revision %s: %s %r", revision.activity_id, revision.pk, kind, detail)
    if counted(revision, kind, detail):
        return
    if Incident.objects.filter(revision=revision).count() >= limits.INCIDENTS:
        kind, detail = OTHER, ""
    _row, is_new = Incident.objects.get_or_create(revision=revision, kind=kind, detail=detail)
    if not is_new:  # the row for all, or another request at the same moment
        counted(revision, kind, detail)


def counted(revision: Revision, kind: str, detail: str) -> bool:
    rows = Incident.objects.filter(revision=revision, kind=kind, detail=detail)
    return bool(rows.update(count=F("count") + 1, last_at=timezone.now()))
