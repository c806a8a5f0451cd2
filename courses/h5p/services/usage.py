"""Who and what would notice a change of an activity."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, ReferenceIndex

from courses.h5p.models import Activity, Attempt, Placement


@dataclass(frozen=True, slots=True)
class Usage:
    """`pages`: published with the activity, or a draft that names it. `learners`: in the middle of an open attempt."""

    placements: list[Placement]
    pages: list[Page]
    learners: int
    attempts: int

    @property
    def is_used(self) -> bool:
        return bool(self.pages or self.attempts)


def usage_of(*, activity: Activity) -> Usage:
    placements = list(activity.placements.select_related("page").order_by("pk"))
    attempts = Attempt.objects.filter(revision__activity=activity)
    pages = {placement.page_id: placement.page for placement in placements if placement.is_live}
    pages.update({page.pk: page for page in pages_that_name(activity)})
    return Usage(
        placements=placements,
        pages=sorted(pages.values(), key=lambda page: page.title),
        learners=attempts.open().values("learner").distinct().count(),
        attempts=attempts.count(),
    )


def pages_that_name(activity: Activity) -> QuerySet[Page]:
    """Pages whose text names the activity, published or not, by Wagtail's own index of references."""
    references = ReferenceIndex.get_references_to(activity)
    named = references.filter(base_content_type=ContentType.objects.get_for_model(Page))
    return Page.objects.filter(pk__in=[int(key) for key in named.values_list("object_id", flat=True)])
