"""What stands around an activity that is shown alone: the way back to its page, and the trail that leads to it."""

from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from wagtail.models import Page

from cms.foundation import content_version
from courses.h5p.models import Placement

Trail = list[tuple[str, str | None]]


class Way(NamedTuple):
    """The address of a page, the steps above it, and what its own step is called."""

    address: str
    above: Trail
    here: str


def about(placement: Placement) -> dict[str, Any]:
    """For whoever was found to be allowed to read the page."""
    way = way_to(placement.page)
    way_back = f"{way.address}#h5p-{placement.key}"
    return {
        "section": "modules",
        "placement": placement,
        "way_back": way_back,
        "trail": [*way.above, (way.here, way_back), (placement.activity.title, None)],
    }


def way_to(page: Page) -> Way:
    """The same whoever asks, so read once until something is published: four queries otherwise."""
    key = f"h5p-way:{content_version.current()}:{page.pk}"
    kept = cache.get(key)
    if kept is not None:
        return Way(*kept)
    now = page.specific  # read after the version: what is kept under it is never older
    trail: Trail = getattr(now, "trail", list)() or [(now.title, None)]
    *above, (here, _address) = trail
    way = Way(now.url, above, here)
    cache.set(key, tuple(way), settings.VISITOR_CACHE_SECONDS)
    return way
