"""Somebody without an account is sent a passport as a file, and wants to know what it is worth."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from passport.credentials.documents import baked_badge, render_certificate, seal_certificate
from passport.credentials.services import revoke_credential
from passport.signing.errors import KeyUnreadable
from passport.verification import site as the_site
from tests.journeys.test_accessibility import Inspector
from tests.passport.factories import CredentialFactory

ADDRESS = "/v/verifier"
VALID = "Ce document est authentique et valable"
FORGED = "Ce fichier ne peut pas être accepté"
# What a browser does when a file is let go over an element.
DROP = """([place, name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  place.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def passport(site):
    return CredentialFactory(signed=True, holder__name="Claire Fontanel")


def give(page, name, content):
    page.get_by_label("Fichier à vérifier").set_input_files({"name": name, "mimeType": "", "buffer": content})
    page.get_by_role("button", name="Vérifier ce fichier").click()


def files_of(passport):
    return {
        "passeport.json": passport.document.encode(),
        "passeport.jwt": passport.token.encode(),
        "insigne.png": baked_badge(passport),
        "passeport.pdf": seal_certificate(passport, render_certificate(passport)),
    }


@pytest.mark.parametrize("with_script", [True, False], ids=["with script", "without"])
def test_somebody_checks_each_kind_of_file_and_a_forged_one(with_script, passport, open_browser):
    page = open_browser(java_script_enabled=with_script)
    page.goto("/v/")
    page.get_by_role("main").get_by_role("link", name="Vérifier un fichier").click()

    for name, content in files_of(passport).items():
        give(page, name, content)
        expect(page.get_by_role("heading", level=1)).to_have_text(VALID)
        expect(page.get_by_text(passport.content["holder_name"])).to_be_visible()

    give(
        page,
        "passeport.json",
        passport.document.replace(passport.content["holder_name"], "Dominique Tricheur").encode(),
    )
    expect(page.get_by_role("heading", level=1)).to_have_text(FORGED)
    expect(page.get_by_role("main")).to_contain_text("Le contenu a été modifié après la signature")
    expect(page.get_by_role("main")).not_to_contain_text("Tricheur")


def test_a_file_may_be_dropped_and_one_that_is_too_large_is_not_sent(passport, open_browser):
    page = open_browser()
    page.goto(ADDRESS)
    place = page.locator(".depot").element_handle()

    page.evaluate(DROP, [place, "trop.pdf", "x" * (1024 * 1024 + 1)])
    said = page.get_by_role("status").filter(has_text="dépasse")
    expect(said).to_be_visible()
    expect(said).to_have_class(re.compile("faute"))
    expect(page.get_by_label("Fichier à vérifier")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Vérifier ce fichier").click()
    expect(page).to_have_url(re.compile(f"{ADDRESS}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Vérifier un fichier")

    page.evaluate(DROP, [place, "passeport.jwt", passport.token])
    said = page.get_by_role("status").filter(has_text="passeport.jwt")
    expect(said).to_be_visible()
    expect(said).not_to_have_class(re.compile("faute"))
    page.get_by_role("button", name="Vérifier ce fichier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(VALID)


def every_verdict(page, passport, look, *, move_clock, monkeypatch):
    """Shows each state in turn, and calls `look` with its name."""
    files = files_of(passport)

    def show(name, content, told, file="passeport.pdf"):
        page.goto(ADDRESS)
        give(page, file, content)
        expect(page.get_by_role("heading", level=1)).to_contain_text(told)
        look(name)

    page.goto(ADDRESS)
    look("form")
    page.get_by_role("button", name="Vérifier ce fichier").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look("no file")
    show("valid", files["passeport.pdf"], VALID)
    show("unreadable", b"Bonjour", "Nous n’avons pas su lire")
    show("refused", files["passeport.pdf"] + b" ", FORGED)
    with monkeypatch.context() as without_list:
        without_list.setattr(the_site, "signed_list", no_key)
        show("cannot tell", files["insigne.png"], "Nous ne pouvons pas conclure", "insigne.png")
    move_clock(timedelta(days=4 * 365))
    show("expired", files["passeport.json"], "a expiré", "passeport.json")
    revoke_credential(credential=passport, by=passport.holder, reason="Essai", publish_reason=False)
    show("revoked", files["passeport.jwt"], "est révoqué", "passeport.jwt")


def no_key(_number):
    raise KeyUnreadable(name="ed25519")


@pytest.mark.parametrize(
    ("width", "scheme"),
    [(1280, "light"), (390, "dark"), (320, "light")],
    ids=["wide and light", "narrow and dark", "at 400 %"],
)
def test_every_verdict_has_no_violation(width, scheme, passport, open_browser, move_clock, monkeypatch):
    inspector = Inspector(open_browser(viewport={"width": width, "height": 900}, color_scheme=scheme))

    every_verdict(inspector.page, passport, inspector.look, move_clock=move_clock, monkeypatch=monkeypatch)

    assert inspector.faults == []
