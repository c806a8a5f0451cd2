"""Each tool from its first page to what one takes away, without JavaScript; every page as axe and a narrow screen see it."""

import re

import pytest
from playwright.sync_api import Page, expect

from courses.tools.models import ToolResult
from tests.journeys import acting
from tests.journeys.people import completed, newcomer
from tests.journeys.test_accessibility import AXE, IS_TOO_WIDE, RUN_AXE

SCREENS = [(1280, "light"), (390, "dark"), (320, "light")]
DECISION = "/outils/fiche-de-decision/"
PARTNERSHIP = "/outils/test-du-partenariat/"
REASON = "Trois réunions de quartier en mars, comptes rendus joints au dossier."
PRECAUTIONS = ("figees", "relues", "appel", "muet", "ailleurs")


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continuer").click()


def decide(page: Page, code: str, said: str, reason: str = "") -> None:
    """One question of the decision sheet."""
    expect(page.get_by_role("heading", level=2, name=re.compile(rf"^{code}\."))).to_be_visible()
    page.get_by_label(said, exact=True).check()
    page.get_by_label("Pourquoi").fill(reason)
    go_on(page)


def decide_d8(page: Page, *said: str) -> None:
    for point, answer in zip(("usages", "travaux", "gains"), said, strict=True):
        page.locator(f"input[name=point_{point}][value={answer}]").check()
    go_on(page)


def reach_the_decision(page: Page) -> None:
    """A need that is described, nobody else, missing data that the law owes, uses and gains, no trial: S4."""
    page.get_by_label("Votre projet, en quelques mots").fill("Candélabres du bourg")
    go_on(page)
    decide(page, "D1", "Oui", REASON)
    decide(page, "D2", "Non")
    decide(page, "D4", "Non")
    decide(page, "D5", "Oui")
    decide_d8(page, "oui", "oui", "oui")
    decide(page, "D9", "Non")
    decide(page, "D10", "Non")


def compare(page: Page, *cells: str) -> None:
    for number, cell in enumerate(cells):
        page.locator(f"input[name=need_{number}][value={cell}]").check()
    go_on(page)


def say_the_needs(page: Page) -> None:
    page.get_by_label("Ce que vous cherchez, en quelques mots").fill("Borne qui trie le verre")
    page.get_by_label("Les besoins principaux, un par ligne").fill("trier par couleur\nse taire")
    page.get_by_label("Les besoins accessoires, un par ligne").fill("sans électricité\nse vider vite")
    go_on(page)


def say_the_search(page: Page) -> None:
    for code in PRECAUTIONS:
        page.locator(f"input[name={code}][value=oui]").check()
    page.get_by_label("Jour où les listes ont été figées").fill("2026-03-14")
    go_on(page)


def reach_the_verdict(page: Page) -> None:
    say_the_needs(page)
    say_the_search(page)
    page.get_by_label("Les solutions recensées, une par ligne").fill("Solution X\nSolution Y")
    go_on(page)
    compare(page, "oui", "oui", "non", "non")
    compare(page, "non", "oui", "oui", "oui")


def take_away(page: Page, button: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.path().read_bytes()


def test_a_visitor_decides_goes_back_and_takes_the_sheet_away_without_javascript(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto("/lecons/INT-4/")
    page.get_by_role("link", name="Fiche de décision d’investissement", exact=True).click()
    reach_the_decision(page)

    expect(page.get_by_text("S4. Préparer l’appel d’offres")).to_be_visible()
    expect(page.get_by_text("Exiger les données dues").first).to_be_visible()
    assert take_away(page, "En PDF").startswith(b"%PDF")
    assert "# Fiche de décision" in take_away(page, "En Markdown").decode()

    page.get_by_role("button", name="Modifier mes réponses").click()
    page.get_by_role("button", name=re.compile("^Modifier D8")).click()
    page.locator("input[name=point_gains][value=non]").check()
    go_on(page)
    expect(page.get_by_text("S2. Repousser ou repenser cet investissement")).to_be_visible()

    page.get_by_role("link", name="Revenir à la leçon").click()
    page.wait_for_url("**/modules/introduction/**")
    assert not ToolResult.objects.exists()


def test_a_learner_tests_a_partnership_keeps_the_result_and_deletes_it_without_javascript(open_browser):
    learner = newcomer()
    page = open_browser(java_script_enabled=False)
    acting.sign_in(page, learner.email, acting.PASSWORD, then="/outils/")
    page.get_by_role("link", name="Test du partenariat d’innovation").click()
    reach_the_verdict(page)

    expect(
        page.get_by_text("À la lettre : le partenariat ne serait pas justifié".replace(" :", "\u00a0:"))
    ).to_be_visible()
    expect(page.get_by_text("Cette activité compte comme faite")).to_be_visible()
    assert completed(learner) == {"OUTIL-2"}

    page.get_by_role("button", name="Garder dans mon espace").click()
    expect(page.get_by_role("alert")).to_contain_text("Cochez la case pour donner votre accord")
    assert not ToolResult.objects.exists()

    page.get_by_label("J’accepte que ce résultat soit gardé").check()
    page.get_by_role("button", name="Garder dans mon espace").click()
    expect(page.get_by_role("status").first).to_contain_text("est gardé")
    page.get_by_role("link", name="Continuer ce travail").click()
    compare(page, "oui", "oui", "oui", "oui")
    page.get_by_role("button", name="Remplacer par ces réponses").click()
    expect(page.get_by_text("faux, une solution convient")).to_be_visible()

    page.get_by_role("link", name="Supprimer…").click()
    page.get_by_role("button", name="Supprimer ce résultat").click()
    expect(page.get_by_text("Vous ne gardez aucun résultat")).to_be_visible()
    assert not ToolResult.objects.exists()


def test_a_visitor_who_signs_in_elsewhere_keeps_what_was_answered(open_browser):
    learner = newcomer()
    page = open_browser(java_script_enabled=False)
    page.goto(DECISION)
    page.get_by_label("Votre projet, en quelques mots").fill("Wi-Fi du bourg")
    go_on(page)
    decide(page, "D1", "Non", REASON)

    other = page.context.new_page()
    acting.sign_in(other, learner.email, acting.PASSWORD)
    page.get_by_role("button", name="Afficher de nouveau le résultat").click()
    page.get_by_role("button", name="Confirmer mes réponses").click()

    expect(page.get_by_text("S0. Revenir au terrain")).to_be_visible()
    page.get_by_label("J’accepte que ce résultat soit gardé").check()
    page.get_by_role("button", name="Garder dans mon espace").click()
    expect(page.get_by_role("heading", level=1, name="Wi-Fi du bourg")).to_be_visible()
    assert completed(learner) == {"OUTIL-1"}


class Inspector:
    """Looks at a page as axe and as somebody with a narrow screen do; keeps what is wrong."""

    def __init__(self, page: Page) -> None:
        self.page, self.faults = page, []

    def look(self, name: str) -> None:
        self.page.wait_for_load_state()  # a page just sent for may still be arriving
        self.page.evaluate(AXE)
        found = self.page.evaluate(RUN_AXE)
        if self.page.evaluate(IS_TOO_WIDE):
            found.append("plus large que l’écran")
        self.faults += [f"{name} — {fault}" for fault in found]


@pytest.fixture(params=SCREENS, ids=["wide and light", "narrow and dark", "at 400 %"])
def inspector(request, open_browser) -> Inspector:
    width, scheme = request.param
    page = open_browser(viewport={"width": width, "height": 900}, color_scheme=scheme)
    acting.sign_in(page, newcomer().email, acting.PASSWORD, then="/outils/")
    return Inspector(page)


def test_the_pages_of_the_decision_sheet_have_no_violation(inspector):
    page = inspector.page
    inspector.look("les outils")
    page.goto(f"{DECISION}?lecon=INT-4")
    inspector.look("première page")
    go_on(page)
    inspector.look("projet sans nom")
    page.get_by_label("Votre projet, en quelques mots").fill("W" * 120)
    go_on(page)
    inspector.look("question D1")
    go_on(page)
    inspector.look("question D1 sans réponse")
    for code, said in (("D1", "Oui"), ("D2", "Non"), ("D4", "Non"), ("D5", "Non"), ("D6", "Non"), ("D7", "Non")):
        decide(page, code, said)
    inspector.look("question D8")
    go_on(page)
    inspector.look("question D8 sans réponse")
    decide_d8(page, "oui", "non", "oui")
    inspector.look("résultat")
    page.get_by_role("button", name="Garder dans mon espace").click()
    inspector.look("résultat, accord manquant")
    page.get_by_label("J’accepte que ce résultat soit gardé").check()
    page.get_by_role("button", name="Garder dans mon espace").click()
    inspector.look("résultat gardé")
    for name in ("Renommer", "Supprimer…"):
        page.get_by_role("link", name=name).click()
        inspector.look(name)
        page.get_by_role("link", name="Revenir sans rien changer").click()
    page.get_by_role("link", name="Revenir à mes résultats").click()
    inspector.look("liste des résultats")

    assert inspector.faults == []


def test_the_pages_of_the_partnership_test_have_no_violation(inspector):
    page = inspector.page
    page.goto("/outils/mes-resultats/")
    inspector.look("aucun résultat")
    page.goto(PARTNERSHIP)
    inspector.look("première page")
    go_on(page)
    inspector.look("listes vides")
    say_the_needs(page)
    inspector.look("recherche")
    say_the_search(page)
    inspector.look("solutions")
    page.get_by_label("Les solutions recensées, une par ligne").fill("Solution X\nSolution Y")
    go_on(page)
    inspector.look("face aux besoins")
    go_on(page)
    inspector.look("face aux besoins, sans réponse")
    compare(page, "oui", "oui", "non", "non")
    compare(page, "non", "inconnu", "oui", "oui")
    inspector.look("résultat")
    page.get_by_role("button", name="Recommencer à zéro…").click()
    inspector.look("recommencer")

    assert inspector.faults == []
