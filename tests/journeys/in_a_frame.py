"""Activities for the journeys: placed in a lesson of the demonstration, played in their sealed frame."""

from playwright.sync_api import FrameLocator, Locator, Page, expect

from courses.h5p.models import Placement, Revision, placement_key
from courses.modules.models import LessonPage
from tests.courses.h5p import building

LESSON = "pourquoi-une-cible"


def placed(revision: Revision, block: str = "bloc", **fields) -> Placement:
    """In a lesson, as its publication writes it."""
    page = LessonPage.objects.live().get(slug=LESSON)
    key = placement_key(page.pk, block)
    return Placement.objects.create(key=key, page=page, activity=revision.activity, **fields)


def a_placement(content=None, block: str = "bloc", **package) -> Placement:
    return placed(building.stored(content, **package), block)


def published_in_the_lesson(*revisions: Revision) -> list[Placement]:
    """The lesson, with one more block for each revision, as an editor publishes it; their places in that order."""
    page = LessonPage.objects.live().get(slug=LESSON)
    there_before = list(Placement.objects.filter(page=page).values_list("pk", flat=True))
    for revision in revisions:
        block = {
            "activity": revision.activity,
            "instruction": "",
            "required": False,
            "threshold": None,
            "file_name": "",
        }
        page.body.append(("h5p", block))
    page.save_revision().publish()
    return list(Placement.objects.filter(page=page).exclude(pk__in=there_before).order_by("pk"))


def address_of(placement: Placement) -> str:
    return f"/h5p/activite/{placement.key}/"


def place_of(page: Page, placement: Placement) -> Locator:
    return page.locator(f"#h5p-{placement.key}")


def frame_of(page: Page, placement: Placement) -> FrameLocator:
    return place_of(page, placement).frame_locator("iframe")


def started(page: Page, placement: Placement) -> FrameLocator:
    expect(page.locator(f"#h5p-{placement.key}[data-ready]")).to_be_visible()
    return frame_of(page, placement)


def played(page: Page, placement: Placement) -> FrameLocator:
    """Open the activity alone on its page, and wait until it has started."""
    page.goto(address_of(placement))
    return started(page, placement)
