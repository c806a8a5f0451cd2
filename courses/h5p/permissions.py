"""Who may play where: what somebody may not read does not exist."""

from uuid import UUID

from django.http import HttpRequest
from wagtail.models import Page

from courses.h5p.models import Placement


def can_read(request: HttpRequest, page: Page) -> bool:
    """As Wagtail would say of the page itself: a password or a group may be asked for, here or above."""
    return page.live and all(each.accept_request(request) for each in page.get_view_restrictions())


def placement_open_to(request: HttpRequest, key: UUID) -> Placement | None:
    """The place that this address names, if it is published and whoever asks may read its page."""
    placements = Placement.objects.filter(is_live=True).select_related("page", "activity")
    placement = placements.filter(key=key).first()
    return placement if placement is not None and can_read(request, placement.page) else None
