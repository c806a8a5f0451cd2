"""The passport as it is looked at: on a telephone, on a wide screen, on paper."""

import pytest
from playwright.sync_api import expect

from courses.modules.models import ModulePage
from tests.journeys import acting
from tests.journeys.people import newcomer
from tests.passport.factories import CredentialFactory

# The words that a line break falls within.
BROKEN_WORDS = """() => [...document.querySelectorAll(".visa strong")].flatMap(title => {
  const text = title.firstChild, range = document.createRange();
  return [...text.data.matchAll(/[\\p{L}’]+/gu)].filter(word => {
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return new Set([...range.getClientRects()].map(line => Math.round(line.top / 8))).size > 1;
  }).map(word => word[0]);
})"""


@pytest.fixture
def passport(site):
    """With the titles of our own modules, whose words are long."""
    modules = ModulePage.objects.live()
    made = CredentialFactory(signed=True, holder=newcomer(), modules=modules.count())
    for row, module in zip(made.content["modules"], modules, strict=True):
        row["title"] = module.title
    made.save()
    return made


def open_signed_in(open_browser, passport):
    page = open_browser()
    acting.sign_in(page, passport.holder.email, acting.PASSWORD)
    page.goto(passport.get_absolute_url())
    return page


def test_no_title_of_a_module_is_cut_within_a_word(passport, open_browser):
    page = open_signed_in(open_browser, passport)

    for address in (passport.get_absolute_url(), f"/v/{passport.code}"):
        page.goto(address)
        expect(page.locator(".visa")).to_have_count(len(passport.modules))
        for width in (320, 360, 390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("() => document.fonts.ready")
            assert page.evaluate(BROKEN_WORDS) == [], (address, width)


def test_whoever_compares_a_name_on_a_telephone_has_the_answer_before_their_eyes(passport, open_browser):
    page = open_browser(viewport={"width": 390, "height": 800})

    for name, told in (("inconnue", "Non, ce nom ne correspond pas"), ("", "Écrivez le nom que la personne")):
        page.goto(f"/v/{passport.code}")
        page.get_by_label("Prénom et nom").fill(name)
        page.get_by_role("button", name="Comparer").click()
        expect(page.locator("#comparer").get_by_text(told)).to_be_in_viewport()


def test_on_paper_the_booklet_keeps_its_address_and_leaves_what_asks_for_a_click(passport, open_browser):
    page = open_signed_in(open_browser, passport)
    page.emulate_media(media="print")

    expect(page.get_by_role("textbox", name="Adresse de vérification")).to_be_visible()
    expect(page.get_by_role("img", name="Code à scanner")).to_be_visible()
    expect(page.get_by_role("heading", name="Qui voit quoi")).to_be_visible()
    for screen_only in ("Ce que le public voit", "Vos fichiers", "Sur un réseau professionnel", "Votre nom a changé"):
        expect(page.get_by_text(screen_only, exact=False).first).to_be_hidden()
