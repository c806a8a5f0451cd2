"""How a browser opens an activity: time until it can be played, bytes and requests, the first time and the second."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.bench.line import Line, Quality
from tests.browser import find

LAUNCH_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# Ready is: our frame has said so to the page, after H5P.init; the plain player shows something to act upon.
WATCH_READY = """
if (window === window.top) {
  const inPlain = () => {
    const inside = document.querySelector("iframe.h5p-iframe")?.contentDocument;
    const found = inside?.querySelectorAll(".h5p-content button, .h5p-content input, .h5p-content [tabindex]") || [];
    return [...found].some((each) => each.getClientRects().length);
  };
  const look = setInterval(() => {
    if (!document.querySelector("[data-ready]") && !inPlain()) return;
    clearInterval(look);
    window.readyAt = performance.now();
  }, 5);
}
"""


class View(NamedTuple):
    """One loading of a page, from the navigation: seconds, bytes received, requests."""

    seconds: float
    bytes: int
    requests: int


class Views(NamedTuple):
    """First views, each in a new browser profile, and second ones in the same profile."""

    first: list[View]
    second: list[View]


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=LAUNCH_ARGUMENTS)
        yield browser
        browser.close()


def look(browser: Browser, line: Line, address: str, cookie: str, quality: Quality) -> tuple[View, View]:
    line.quality = quality
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="fr-FR")
    context.add_init_script(WATCH_READY)
    site = f"http://127.0.0.1:{line.port}"
    if cookie:
        pairs = (pair.split("=", 1) for pair in cookie.split("; "))
        context.add_cookies([{"name": name, "value": value, "url": site} for name, value in pairs])
    try:
        return one_view(context, line, site + address), one_view(context, line, site + address)
    finally:
        context.close()


def one_view(context: BrowserContext, line: Line, address: str) -> View:
    page = context.new_page()
    line.forget()
    page.goto(address, wait_until="commit", timeout=120_000)
    deadline = time.monotonic() + 120
    while not (ready := page.evaluate("window.readyAt")):  # the page's policy lets Playwright poll nothing in it
        if time.monotonic() > deadline:
            raise SystemExit(f"{address} : l’activité ne démarre pas.")
        page.wait_for_timeout(50)
    page.wait_for_load_state("networkidle", timeout=120_000)
    view = View(ready / 1000, line.bytes, len(line.asked))
    page.close()
    return view


def median(views: list[View], field: str) -> float:
    return statistics.median(getattr(view, field) for view in views)


def p95(views: list[View]) -> float:
    return statistics.quantiles([view.seconds for view in views], n=20, method="inclusive")[18]
