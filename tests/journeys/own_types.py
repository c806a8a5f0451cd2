"""How an example of our own content types is played in a browser, whatever the type."""

import json

from playwright.sync_api import Frame, expect

from courses.h5p.models import Activity, Result, State
from courses.h5p.services.own_types import EXAMPLES
from tests.journeys.in_a_frame import address_of, place_of, placed
from tests.journeys.test_accessibility import AXE, IS_TOO_WIDE, RUN_AXE
from tests.waiting import wait_until

SCREENS = [(1280, "light"), (390, "dark"), (320, "light")]
OF_THE_PAGE_AROUND = '{"page-has-heading-one": {enabled: false}}'  # the first heading stands above the frame


def content_of(title):
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in EXAMPLES.glob("*.json")]
    return next(document["content"] for document in documents if document["title"] == title)


def placement_of(title):
    return placed(Activity.objects.get(title=title).current_revision)


def frame_in(page, placement) -> Frame:
    expect(page.locator(f"#h5p-{placement.key}[data-ready]")).to_be_visible()
    return place_of(page, placement).locator("iframe").element_handle().content_frame()


def wait_until_kept(frame, learner):
    """The server has the state that the activity would give now."""

    def is_kept():
        state = json.dumps(frame.evaluate("() => H5P.instances[0].getCurrentState()"), sort_keys=True)
        kept = State.objects.filter(attempt__learner=learner).values_list("value", flat=True)
        return state in [json.dumps(json.loads(value), sort_keys=True) for value in kept]

    assert wait_until(is_kept, seconds=20)


def play_to_the_end(page, learner, kind, hand_of):
    """Begun, kept, resumed after a reload, ended, told and found again: the result that the server recorded."""
    placement, task = placement_of(kind.example), kind(content_of(kind.example))
    page.goto(address_of(placement))
    frame = frame_in(page, placement)
    task.begin(hand_of(page, frame))
    wait_until_kept(frame, learner)
    page.reload()
    frame = frame_in(page, placement)
    task.is_resumed(frame)
    task.finish(hand_of(page, frame))
    expect(place_of(page, placement).get_by_role("status").first).to_contain_text(task.verdict)
    wait_until_kept(frame, learner)
    page.reload()
    expect(frame_in(page, placement).get_by_text(task.said_at_the_end, exact=True)).to_be_visible()
    return Result.objects.get(attempt__learner=learner)


def faults_of(frame, moment):
    frame.evaluate(AXE)
    found = frame.evaluate(RUN_AXE.replace("runOnly:", f"rules: {OF_THE_PAGE_AROUND}, runOnly:"))
    if frame.evaluate(IS_TOO_WIDE):
        found.append("plus large que l’écran")
    return [f"{moment} — {fault}" for fault in found]
