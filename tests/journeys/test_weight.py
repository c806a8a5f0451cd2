"""What a page costs on a poor line: bytes and requests, as the browser counts them, compressed."""

import pytest

from courses.h5p.models import Activity
from tests.courses.h5p import building
from tests.journeys.in_a_frame import place_of, placed, played, published_in_the_lesson

LESSON = "/modules/securite/pourquoi-une-cible/"
KILOBYTE = 1000


class Meter:
    """Counts what really came over the network; what the browser kept costs nothing."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.on("Network.requestWillBeSent", self.on_request)
        self.session.on("Network.responseReceived", self.on_response)
        self.session.on("Network.requestServedFromCache", lambda event: self.kept.add(event["requestId"]))
        self.session.on("Network.loadingFinished", self.on_finished)
        self.reset()

    def reset(self):
        self.addresses, self.kept, self.bytes, self.network_requests = {}, set(), 0, 0

    def on_request(self, event):
        self.addresses[event["requestId"]] = event["request"]["url"]

    def on_response(self, event):
        if event["response"].get("fromDiskCache") or event["response"].get("fromPrefetchCache"):
            self.kept.add(event["requestId"])

    def on_finished(self, event):
        if event["requestId"] in self.addresses and event["requestId"] not in self.kept:
            self.bytes += event["encodedDataLength"]
            self.network_requests += 1


def test_a_first_lesson_weighs_at_most_100_kb_in_20_requests_and_a_later_one_30_kb(open_browser):
    page = open_browser()
    meter = Meter(page)

    page.goto(LESSON, wait_until="networkidle")
    first, requests = meter.bytes, meter.network_requests
    meter.reset()
    page.goto("/modules/securite/qui-decide/", wait_until="networkidle")

    assert first <= 100 * KILOBYTE, first
    assert requests <= 20, requests
    assert meter.bytes <= 30 * KILOBYTE, meter.bytes


def test_a_lesson_with_an_activity_weighs_no_more_as_long_as_nobody_comes_near(open_browser, settings, tmp_path):
    settings.H5P_DIR = tmp_path / "h5p"
    (placement,) = published_in_the_lesson(building.stored())
    page = open_browser(viewport={"width": 390, "height": 844})
    meter = Meter(page)

    page.goto(LESSON, wait_until="networkidle")
    away, requests = meter.bytes, meter.network_requests
    place_of(page, placement).scroll_into_view_if_needed()
    page.wait_for_selector(f"#h5p-{placement.key}[data-ready]")

    assert away <= 100 * KILOBYTE, away
    assert requests <= 20, requests
    assert meter.network_requests > requests


class FrameMeter:
    """What sealed frames asked for: they run in another process, which the meter of their page does not see."""

    def __init__(self, page):
        self.requests = []
        page.context.on("requestfinished", self.on_finished)

    def on_finished(self, request):
        if request.frame.parent_frame:
            self.requests.append(request)

    def bytes(self):
        sizes = [request.sizes() for request in self.requests]
        return sum(each["responseBodySize"] + each["responseHeadersSize"] for each in sizes)


def test_a_played_activity_of_ours_weighs_at_most_80_kb_in_8_requests_each_time(open_browser):
    placement = placed(Activity.objects.get(title="Chercher avant d’innover").current_revision)
    page = open_browser()

    for _view in ("first", "second"):
        meter = FrameMeter(page)
        played(page, placement)
        page.wait_for_load_state("networkidle")
        assert meter.bytes() <= 80 * KILOBYTE, meter.bytes()
        assert 0 < len(meter.requests) <= 8, [request.url for request in meter.requests]
        page.goto("about:blank")


def test_an_activity_asks_for_no_more_files_when_it_has_many_libraries(open_browser, settings, tmp_path):
    settings.H5P_DIR = tmp_path / "h5p"
    supports = [f"Test.Appui{number} 1.0" for number in range(10)]
    libraries = [building.library(name, script="", fields=None, runnable=0) for name in supports]
    needed = ["H5P.Demo 1.0", *supports]
    nested = building.stored(
        {"content": [building.part("Un"), building.part("Deux")]},
        main="Test.Suite 1.0",
        libraries=[building.demo(), building.suite(needs=needed), *libraries],
    )
    placement = placed(nested)
    page = open_browser()
    meter = FrameMeter(page)

    played(page, placement)
    page.wait_for_load_state("networkidle")

    assert 0 < len(meter.requests) <= 8, [request.url for request in meter.requests]


def test_a_learner_who_comes_back_loads_the_frame_again_and_little_else(visit):
    page, _learner = visit
    placement = placed(Activity.objects.get(title="Chercher avant d’innover").current_revision)
    played(page, placement)
    page.wait_for_load_state("networkidle")
    meter, frame_meter = Meter(page), FrameMeter(page)

    played(page, placement)
    page.wait_for_load_state("networkidle")

    around = meter.network_requests - 1  # the frame's document is counted on both sides
    assert around + len(frame_meter.requests) <= 14
    assert meter.bytes + frame_meter.bytes() <= 110 * KILOBYTE, (meter.bytes, frame_meter.bytes())


@pytest.mark.parametrize("path", ["/", "/modules/", "/parcours/elu/", "/v/", "/compte/inscription/"])
def test_any_other_page_weighs_at_most_80_kb(open_browser, path):
    page = open_browser()
    meter = Meter(page)

    page.goto(path, wait_until="networkidle")

    assert meter.bytes <= 80 * KILOBYTE, meter.bytes
