"""Every page of the sandbox and of the programs beside it: no violation that axe-core knows, nothing too wide."""

import pytest
from playwright.sync_api import expect

from sandbox.consents.models import ConsentRecord
from sandbox.labs.views import LAB_PAGES
from sandbox.vault.models import Vault
from sandbox.vault.rules.series import DOMAINS
from tests.journeys import acting
from tests.journeys import in_the_sandbox as sandbox
from tests.journeys.people import newcomer
from tests.journeys.test_accessibility import AXE, IS_TOO_WIDE
from tests.sandbox.vault import samples

ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# From 390 to 320 only places and sizes change: what depends on neither is not asked for a third time.
OF_PLACES = ["target-size", "scrollable-region-focusable", "css-orientation-lock", "region", "bypass"]
LOOKS = [(1280, "light", ALL), (390, "dark", ALL), (320, "light", OF_PLACES)]
SETTLED = "() => Promise.all(document.getAnimations().map(animation => animation.finished))"
RUN_AXE = """async wanted => {
  document.querySelectorAll("details").forEach(details => { details.open = true });
  const report = await axe.run(document, {runOnly: wanted, resultTypes: ["violations"]});
  return report.violations.map(fault => `${fault.id} : ${fault.nodes.map(node => node.target.join(" ")).join(" | ")}`);
}"""
VAULT = "/bac-a-sable/coffre/"


class Inspector:
    """Looks at each page at the three widths without loading it again; keeps what is wrong."""

    def __init__(self, page):
        self.page, self.faults = page, []

    def look(self, name):
        self.page.wait_for_load_state()  # a page just sent for may still be arriving
        self.page.evaluate(AXE)
        for width, scheme, wanted in LOOKS:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.emulate_media(color_scheme=scheme)
            self.page.evaluate(SETTLED)
            found = self.page.evaluate(RUN_AXE, wanted)
            if self.page.evaluate(IS_TOO_WIDE):
                found.append("plus large que l’écran")
            self.faults += [f"{name} ({width}, {scheme}) — {fault}" for fault in found]

    def visit(self, *addresses):
        for address in addresses:
            self.page.goto(address)
            self.look(address)


@pytest.fixture
def inspector(open_browser, programs):
    inspector = Inspector(open_browser())
    yield inspector
    assert not inspector.faults, "\n".join(inspector.faults)


def sign_in(inspector):
    learner = newcomer()
    acting.sign_in(inspector.page, learner.email, acting.PASSWORD)
    return learner


def labs():
    return [sandbox.lab(slug) for slug in LAB_PAGES]


def test_the_front_page_the_vault_and_the_labs_at_their_start(inspector, programs, tmp_path):
    inspector.visit("/bac-a-sable/")
    sign_in(inspector)
    inspector.visit("/bac-a-sable/", VAULT)
    for lab in labs():
        inspector.visit(lab)
        inspector.page.locator("main section.panneau button[type=submit]").first.click()
        inspector.look(f"{lab}, après un premier bouton")
    inspector.visit(*(f"{VAULT}donnees/{domain}/" for domain in DOMAINS))
    inspector.visit(f"{VAULT}donnees/energie/?pas=jour&du=2025-13-01&au=x", f"{VAULT}journal/verifier/")
    inspector.visit(*(f"{VAULT}{page}/" for page in ("journal", "choix", "exporter", "effacer", "apporter")))
    inspector.visit(f"{VAULT}journal/?voir=refus", "/bac-a-sable/remettre-a-zero/", "/bac-a-sable/autorisations/")
    bring(inspector, b"ni date ni valeur")
    bring(inspector, samples.curve().encode())
    inspector.visit("/oauth/authorize/?client_id=inconnu")


def bring(inspector, content):
    """A file refused, or shown before it is kept."""
    page = inspector.page
    page.goto(f"{VAULT}apporter/")
    page.locator("input[type=file]").set_input_files(
        {"name": "consommation.csv", "mimeType": "text/csv", "buffer": content}
    )
    for control in page.locator("main input[type=checkbox]").all():
        control.check()
    sandbox.press(page, "Voir ce que contient ce fichier")
    inspector.look(f"apporter {content[:20]}")


def test_the_services_before_and_after_an_authorisation_and_the_labs_after_their_steps(inspector, programs):
    page, service, twin = inspector.page, programs.aggregator, programs.twin
    learner = sign_in(inspector)
    inspector.visit(*(f"{service}/{path}" for path in ("", "suivi/", "a-propos/", "retour/", "nulle-part/")))
    page.goto(sandbox.RETENTION)
    sandbox.press(page, "Cacher les témoins")
    page.goto(f"{service}/demander/")
    inspector.look("l’écran d’autorisation")
    sandbox.press(page, "Autoriser")
    inspector.look("l’écran d’autorisation, sans rien de coché")
    sandbox.press(page, "Refuser")
    page.wait_for_url(f"{service}/**")
    inspector.look("le service refusé")
    sandbox.authorise(page, service)
    inspector.look("le service autorisé")
    page.goto(f"{service}/suivi/?pause")
    inspector.look("le suivi, arrêté")
    page.goto(sandbox.RETENTION)
    page.goto(page.get_by_role("link", name="Ouvrir « Ma ville bis »").get_attribute("href"))
    sandbox.authorise(page, twin)
    own = ConsentRecord.objects.of(learner)
    page.goto(sandbox.RETENTION)
    sandbox.press(page, "Auditer l’agrégateur n° 1")
    sandbox.press(page, "Auditer l’agrégateur n° 2")
    sandbox.press(page, "Nommer la cachette")
    inspector.look("laboratoire 3, audité, réponse manquante")
    refused, given = (consent.get_absolute_url() for consent in own.order_by("decided_at")[:2])
    inspector.visit("/bac-a-sable/autorisations/", refused, given, sandbox.UNIFIED, f"{VAULT}journal/", VAULT)
    inspector.visit(f"{given}retirer/")
    sandbox.press(page, "Retirer définitivement")
    inspector.look("l’autorisation retirée")
    page.goto(f"{service}/suivi/")
    inspector.look("le suivi d’une autorisation retirée")
    page.goto(f"{service}/")
    inspector.look("le service d’une autorisation retirée")
    inspector.visit(sandbox.REVOCATION)
    page.goto(f"{twin}/")
    sandbox.press(page, "Oublier mon autorisation")
    inspector.look("le service qui oublie")


def test_provider_b_and_the_vault_that_leaves(inspector, programs, tmp_path):
    page, provider = inspector.page, programs.provider
    learner = sign_in(inspector)
    inspector.visit(*(f"{provider}/{path}" for path in ("", "ouvrir/", "entrer/", "nulle-part/")))
    page.goto(sandbox.LEAVING)
    page.goto(f"{VAULT}exporter/")
    with page.expect_download() as waiting:
        sandbox.press(page, "Récupérer le fichier ZIP")
    waiting.value.save_as(tmp_path / "coffre.zip")
    inspector.visit(f"{VAULT}exporter/")
    page.goto(f"{provider}/ouvrir/")
    sandbox.press(page, "Ouvrir mon coffre")
    inspector.look("ouvrir chez B, sans fichier")
    page.locator("input[type=file]").set_input_files(tmp_path / "coffre.zip")
    for control in page.locator("main input[type=checkbox]").all():
        control.check()
    sandbox.press(page, "Ouvrir mon coffre")
    expect(page.locator("[data-code]")).to_be_visible()
    inspector.look("ouvert chez B")
    inspector.visit(f"{provider}/coffre/", f"{provider}/coffre/effacer/")
    page.goto(sandbox.LEAVING)
    sandbox.press(page, "Demander à B ce qu’il tient")
    sandbox.press(page, "Prendre une sauvegarde")
    inspector.look("laboratoire 8, comparé")
    page.goto(f"{VAULT}effacer/")
    sandbox.press(page, "Effacer mon coffre")
    inspector.look("coffre effacé")
    inspector.visit(sandbox.LEAVING)

    assert inspector.faults == []
    page.evaluate("() => document.documentElement.removeAttribute('lang')")
    inspector.look("une page que l’on abîme")
    assert [fault.partition(" : ")[0] for fault in inspector.faults] == [
        "une page que l’on abîme (1280, light) — html-has-lang",
        "une page que l’on abîme (390, dark) — html-has-lang",
    ]
    inspector.faults.clear()
    assert Vault.objects.of(learner).get().state == Vault.State.ERASED
