"""A trainer brings a package in: looked at, refused with its reasons, kept, tried, all on the same screens as by hand."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect

from courses.h5p.models import Activity
from courses.h5p.services import upload_package
from tests.courses.h5p.building import demo, package, stored
from tests.journeys import acting
from tests.journeys.test_accessibility import AXE, IS_TOO_WIDE, RUN_AXE

UPLOAD = "/gestion/h5p/televerser/"
GOOD = {"name": "bonjour.h5p", "mimeType": "application/zip"}


@pytest.fixture
def desk(open_browser):
    """A trainer's page; `demo`'s library is on the site already."""
    first = stored({"text": "Déjà là"}, libraries=[demo()])
    data = package(content={"text": "Depuis peu"}, libraries=[])
    upload_package(file=BytesIO(data), by=None, activity=first.activity)

    def opened(**options):
        page = open_browser(**options)
        acting.sign_in(page, "formatrice@demo.example", then=UPLOAD)
        page.goto(UPLOAD)
        return page

    return opened


# The breadcrumb of Wagtail's lists, while it folds.
WAGTAIL_S_OWN = "landmark-unique : .w-h-"


def choose(page, data):
    page.get_by_label("Fichier .h5p").set_input_files({**GOOD, "buffer": data})


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_package_is_refused_with_its_reasons_then_kept(desk, scripts):
    page = desk(java_script_enabled=scripts)
    before = Activity.objects.count()
    choose(page, package(extra={"content/page.html": b"<p>", "content/outil.exe": b"MZ"}))
    page.get_by_role("button", name="Téléverser", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("2 points à corriger")
    expect(page.get_by_role("alert")).to_contain_text("content/outil.exe")

    choose(page, package(content={"text": "Bonjour à la régie"}))
    page.get_by_role("button", name="Regarder sans enregistrer").click()
    expect(page.get_by_text("Rien ne l’est encore")).to_be_visible()
    assert Activity.objects.count() == before

    choose(page, package(content={"text": "Bonjour à la régie"}))
    page.get_by_role("button", name="Téléverser", exact=True).click()
    expect(page).to_have_url(re.compile(r"/gestion/h5p/\d+/$"))
    expect(page.get_by_text("est enregistrée")).to_be_visible()
    assert Activity.objects.count() == before + 1


def test_what_was_brought_in_is_tried_in_the_sealed_frame(desk):
    page = desk()
    choose(page, package(content={"text": "Bonjour à la régie"}))
    page.get_by_role("button", name="Téléverser", exact=True).click()
    page.get_by_text("Aperçu de la version 1").scroll_into_view_if_needed()
    expect(page.get_by_text("L’activité a démarré.")).to_be_visible()
    expect(page.frame_locator("iframe").get_by_text("Bonjour à la régie")).to_be_visible()


def test_a_cut_connection_keeps_the_form_and_says_so(browser, site):
    """In a browser that nothing watches: the cut itself is an error in its console."""
    stored({"text": "Déjà là"}, libraries=[demo()])
    page = browser.new_context(base_url=site, locale="fr-FR").new_page()
    acting.sign_in(page, "formatrice@demo.example", then=UPLOAD)
    choose(page, package())
    page.context.set_offline(True)
    page.get_by_role("button", name="Téléverser", exact=True).press("Enter")
    expect(page.get_by_text("La connexion a été coupée")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Téléverser", exact=True).press("Enter")
    expect(page.get_by_text("est enregistrée")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_old_version_comes_back_into_service_by_keyboard(desk, scripts):
    page = desk(java_script_enabled=scripts)
    page.goto(f"/gestion/h5p/{Activity.objects.latest('pk').pk}/")
    page.get_by_role("link", name="Remettre en service la version 1").press("Enter")
    expect(page.get_by_role("heading", name="Remettre la version 1 en service", level=2)).to_be_visible()
    expect(page.get_by_text("garde la version commencée")).to_be_visible()
    page.get_by_role("button", name="Remettre en service").press("Enter")
    expect(page.get_by_text("Version 3 de")).to_be_visible()
    expect(page.get_by_role("row", name="Version 3")).to_contain_text("en service")
    expect(page.get_by_role("row", name="Version 1")).to_contain_text("identique à celle en service")
    expect(page.get_by_role("link", name="Remettre en service la version 2")).to_be_visible()


def test_no_screen_of_the_desk_has_a_fault_that_axe_knows(desk):
    page = desk(bypass_csp=True)
    pk = Activity.objects.order_by("-pk").first().pk
    faults = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 1200})
        for path in (
            "activites/",
            "televerser/",
            f"{pk}/",
            f"{pk}/remplacer/",
            f"{pk}/resultats/",
            f"{pk}/version/1/remettre/",
        ):
            page.goto(f"/gestion/h5p/{path}")
            page.evaluate(AXE)
            found = [fault for fault in page.evaluate(RUN_AXE) if not fault.startswith(WAGTAIL_S_OWN)]
            faults += [f"{path} {width} : {fault}" for fault in found]
            faults += [f"{path} {width} : trop large"] if page.evaluate(IS_TOO_WIDE) else []
    assert not faults, "\n".join(faults)
