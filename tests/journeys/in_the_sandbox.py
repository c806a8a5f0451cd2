"""What people do in the sandbox, step by step, in a browser: shared by its journeys."""

import re

from playwright.sync_api import BrowserContext, Page, expect

FREE_TILES = ("collecte", "tarifs", "reseau")
UNNEEDED = re.compile("energie:heure|mobilite:arret")


def lab(slug: str) -> str:
    return f"/bac-a-sable/laboratoires/{slug}/"


VISIT, UNIFIED, RETENTION = (
    lab("visite-du-coffre"),
    lab("consentement-et-service-unifie"),
    lab("acces-sans-conservation"),
)
REVOCATION, LEAVING, CHARTER = lab("revocation"), lab("partir"), lab("charte-de-la-donnee")


def step(page: Page, code: str):
    """The panel of one step of a lab."""
    return page.locator(f"section:has(#etape-{code})")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def tick(page: Page, name: str, *values: str) -> None:
    for value in values:
        page.locator(f"input[name={name}][value='{value}']").check()


def reads(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def is_finished(page: Page, address: str) -> None:
    page.goto(address)
    reads(page, "Laboratoire terminé")


def authorise(page: Page, service: str, *boxes: str) -> None:
    """From the service to the vault's screen, then back; without boxes, all that a tile needs."""
    page.goto(f"{service}/demander/")
    page.wait_for_url("**/oauth/authorize/**")
    offered = page.locator("input[name=cases]")
    assert page.locator("input[name=cases]:checked").count() == 0
    for control in offered.all():
        value = control.get_attribute("value")
        if value in boxes if boxes else not UNNEEDED.search(value):
            control.check()
    press(page, "Autoriser")
    page.wait_for_url(f"{service}/")


def line_of_the_receipt(page: Page) -> str:
    """From a lab to the latest decision: the line of the journal that its receipt cites."""
    page.get_by_role("link", name="Voir cette décision").click()
    page.wait_for_url("**/autorisations/*-*/")
    return re.search(r"Il cite la ligne (\d+)", page.locator("main").inner_text()).group(1)


def authorise_a_part(page: Page, service: str) -> None:
    """The lab of consent, until the service reads two series and no more."""
    page.goto(UNIFIED)
    tick(page, "tiles", *FREE_TILES)
    step(page, "sans").get_by_role("button").click()
    authorise(page, service, "cout|energie:mois", "fuite|eau:jour")


def cite_the_receipt(page: Page) -> None:
    """The lab of consent, to its end."""
    page.goto(UNIFIED)
    line = line_of_the_receipt(page)
    page.goto(UNIFIED)
    page.locator("input[name=line]").fill(line)
    step(page, "recu").get_by_role("button").click()
    is_finished(page, UNIFIED)


class Listener:
    """Notes every request of a context, to say afterwards what it carried."""

    def __init__(self, context: BrowserContext) -> None:
        self.context, self.requests = context, []
        context.on("request", lambda request: self.requests.append(request))

    def cookies_sent_to(self, *addresses: str) -> list[str]:
        asked = [request for request in self.requests if request.url.startswith(addresses)]
        return [request.all_headers().get("cookie", "") for request in asked]
