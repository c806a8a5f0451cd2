"""The same page where it lives: its script, or its refresh, must stop too."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser import find
from tests.sandbox.aggregator.test_following_reads import reads_of

pytestmark = pytest.mark.journey

TWO_MORE_TURNS = 5_000  # milliseconds


def follow_until_it_stops(browser, vault, scripts: bool) -> tuple[int, int, str]:
    """Reads made when the page said that it stopped, then after two more turns; and what had the focus."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        context = chromium.new_context(java_script_enabled=scripts, viewport={"width": 390, "height": 844})
        context.add_cookies(
            [{"name": each.name, "value": each.value, "url": browser.program.url} for each in browser.cookies]
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{browser.program.url}/suivi/")
        page.get_by_role("link", name="Arrêter le suivi").focus()
        expect(page.locator("tbody tr")).to_have_count(2, timeout=15_000)
        focused = page.evaluate("document.activeElement.textContent") if scripts else ""
        vault.withdrawn = True
        expect(page.get_by_text("Le suivi est arrêté")).to_be_visible(timeout=15_000)
        expect(page.get_by_role("link", name="Essayer encore")).to_be_visible()
        focused += "|" + (page.evaluate("document.activeElement.textContent") if scripts else "")
        then = reads_of(vault)
        page.wait_for_timeout(TWO_MORE_TURNS)
        chromium.close()
        return then, reads_of(vault), focused


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_page_stops_asking_by_itself(browser, vault, scripts):
    browser.agree()

    with ThreadPoolExecutor(1) as thread:
        then, later, focused = thread.submit(follow_until_it_stops, browser, vault, scripts).result()

    assert then == later
    assert focused == ("Arrêter le suivi|Essayer encore" if scripts else "|")
