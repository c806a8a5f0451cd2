"""What a page costs on a poor line: bytes and requests, as the browser counts them, compressed."""

import pytest

LESSON = "/modules/securite/pourquoi-une-cible/"
KILOBYTE = 1000


class Meter:
    """Counts what really came over the network; what the browser kept costs nothing."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.on("Network.requestWillBeSent", self.on_request)
        self.session.on("Network.responseReceived", self.on_response)
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


@pytest.mark.parametrize("path", ["/", "/modules/", "/parcours/elu/", "/v/", "/compte/inscription/"])
def test_any_other_page_weighs_at_most_80_kb(open_browser, path):
    page = open_browser()
    meter = Meter(page)

    page.goto(path, wait_until="networkidle")

    assert meter.bytes <= 80 * KILOBYTE, meter.bytes
