"""Where to begin, what one thought of it, and the words: without JavaScript, by keyboard, under axe’s eyes."""

import re

import pytest
from playwright.sync_api import expect

from courses.modules.models import ModulePage
from courses.pathways.models import Pathway
from courses.positioning.models import Positioning
from courses.progress.services import complete_lesson
from courses.surveys.models import SurveyAnswer
from tests.courses.surveys.factories import SurveyAnswerFactory
from tests.journeys import acting
from tests.journeys.by_keyboard import FOCUSED, press, tab_until
from tests.journeys.people import begun, enrolled, newcomer, pass_quiz
from tests.journeys.test_accessibility import LESSON, Inspector

PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
AT_400_PERCENT = {"viewport": {"width": 320, "height": 256}}


def answer_the_first_six(page):
    """One choice, one number or one row of each of the first questions; the others are left alone."""
    for fieldset in page.locator("form.positionnement fieldset").all()[:6]:
        choice = fieldset.locator("input[type=radio], input[type=checkbox]").first
        if choice.count():
            choice.check()
        elif fieldset.locator("select").count():
            fieldset.locator("select").first.select_option(index=1)
        else:
            fieldset.get_by_label("Votre réponse").fill("12")


def at_the_end_of_a_module():
    learner = enrolled()
    module = ModulePage.objects.get(code="SEC")
    asked = Pathway.objects.get(slug="elu").modules.get(module=module)
    for row in asked.lessons.filter(requirement="obligatoire").select_related("lesson"):
        complete_lesson(learner=learner, lesson=row.lesson)
    pass_quiz(begun(learner, module))
    return learner, module


def test_a_visitor_takes_the_test_without_javascript_and_nothing_is_kept(open_browser):
    page = open_browser(java_script_enabled=False, **PHONE)
    page.goto("/modules/")

    page.get_by_role("link", name="Passez le test de positionnement").click()
    page.get_by_label("Cadre territorial").check()
    page.get_by_role("button", name="Commencer le test").click()
    expect(page.locator("form.positionnement fieldset")).to_have_count(12)
    page.get_by_role("button", name="Voir par où commencer").click()
    expect(page.get_by_role("alert")).to_contain_text("Répondez à une question au moins")
    answer_the_first_six(page)
    page.get_by_role("button", name="Voir par où commencer").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Par où commencer")
    expect(page.locator("ol.route > li")).to_have_count(7)
    assert page.locator("ol.route > li h3").first.inner_text().startswith("Introduction")
    assert page.context.cookies() == []
    assert not Positioning.objects.exists()


def test_a_learner_takes_it_by_keyboard_finds_it_in_their_space_and_erases_it(open_browser):
    learner = newcomer()
    page = open_browser()
    acting.sign_in(page, learner.email, acting.PASSWORD)

    press(page, "Passer le test de positionnement")
    page.wait_for_url("**/positionnement/")
    press(page, "Commencer le test")
    page.wait_for_url("**/questions/**")
    tab_until(page, lambda it: it["name"].startswith("q1-"))
    page.keyboard.press("Space")
    press(page, "Voir par où commencer")
    page.wait_for_url("**/resultat/")

    expect(page.get_by_role("status")).to_contain_text("Votre résultat est gardé")
    assert Positioning.objects.get().learner == learner
    page.goto("/mon-espace/")
    expect(page.get_by_role("heading", name="Le conseil de votre test")).to_be_visible()
    page.get_by_role("link", name="Revoir mon résultat").click()
    page.get_by_role("link", name="Effacer ce résultat…").click()
    page.get_by_role("button", name="Effacer ce résultat").click()
    page.wait_for_url("**/mon-espace/")
    assert not Positioning.objects.exists()


def test_a_survey_is_given_changed_and_taken_back_without_javascript(open_browser):
    learner, module = at_the_end_of_a_module()
    page = open_browser(java_script_enabled=False, **PHONE)
    acting.sign_in(page, learner.email, acting.PASSWORD)
    page.goto(module.url)

    page.get_by_role("link", name="Donner mon avis").click()
    page.get_by_role("button", name="Envoyer mon avis").click()
    expect(page.get_by_role("alert")).to_contain_text("Donnez votre avis sur un point au moins")
    page.get_by_role("group", name="Les leçons étaient claires").get_by_label("Plutôt d’accord").check()
    page.get_by_label(re.compile("Une remarque")).fill("Le cas du banc m’a parlé.")
    page.get_by_role("button", name="Envoyer mon avis").click()
    page.wait_for_url(f"**{module.url}")

    kept = SurveyAnswer.objects.get()
    assert (kept.learner, kept.clear, kept.useful, kept.comment) == (learner, 4, None, "Le cas du banc m’a parlé.")
    page.get_by_role("link", name="Changer ou effacer mon avis").click()
    page.get_by_role("link", name="Effacer mon avis…").click()
    page.get_by_role("button", name="Effacer mon avis").click()
    page.wait_for_url(f"**{module.url}")
    assert not SurveyAnswer.objects.exists()


def test_a_word_of_a_lesson_opens_in_place_by_keyboard_without_javascript_and_closes(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto(LESSON)
    meaning = page.locator("#sens-surface-d-attaque")
    expect(meaning).to_be_hidden()

    tab_until(page, lambda it: it["text"] == "surface d’attaque")
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    expect(meaning).to_contain_text("Surface d’attaque")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["text"].startswith("Voir dans le glossaire")
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    assert page.evaluate(FOCUSED)["text"] == "surface d’attaque"

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossaire/#mot-surface-d-attaque")
    expect(page.locator("#mot-surface-d-attaque")).to_be_in_viewport()


@pytest.mark.parametrize("options", [PHONE, AT_400_PERCENT], ids=["a telephone", "at 400 %"])
def test_an_open_meaning_stays_on_a_small_screen(open_browser, options):
    page = open_browser(java_script_enabled=False, **options)
    page.goto(LESSON)

    for word in page.locator("button.terme").all():
        word.click()
        box = page.locator(".sens:popover-open").bounding_box()
        size = page.viewport_size
        assert box["x"] >= 0, word.inner_text()
        assert box["x"] + box["width"] <= size["width"], word.inner_text()
        assert box["y"] >= 0, word.inner_text()
        assert box["y"] + box["height"] <= size["height"], word.inner_text()
        page.keyboard.press("Escape")


def test_the_glossary_is_searched_jumped_through_and_left_for_a_lesson_without_javascript(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto("/glossaire/")

    page.get_by_role("navigation", name="Lettres du glossaire").get_by_role("link", name="V", exact=True).click()
    expect(page.get_by_role("heading", name="V", exact=True)).to_be_in_viewport()
    page.get_by_label("Chercher un mot").fill("REVERSIBILITE")
    page.get_by_role("button", name="Chercher").click()
    page.wait_for_url("**/glossaire/?q=*")
    expect(page.locator("#mot-reversibilite dt")).to_have_text("Réversibilité")
    page.locator("#mot-reversibilite .emplois a").first.click()
    page.wait_for_url("**/modules/*/*/")
    page.goto("/glossaire/?q=introuvable-mot")
    expect(page.get_by_text("Aucun terme ne contient ces mots.")).to_be_visible()


def test_five_words_are_drawn_and_unfolded(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto("/glossaire/les-25-mots/")
    expect(page.locator("ol.grammaire > li")).to_have_count(25)

    page.get_by_role("link", name="Tirer cinq mots").click()
    expect(page.locator("ol.grammaire > li")).to_have_count(5)
    page.locator("summary").first.click()
    expect(page.locator("details[open] p").first).to_be_visible()


@pytest.fixture(
    params=[(1280, "light"), (390, "dark"), (320, "light")], ids=["wide and light", "narrow and dark", "at 400 %"]
)
def inspector(request, open_browser):
    width, scheme = request.param
    return Inspector(open_browser(viewport={"width": width, "height": 900}, color_scheme=scheme))


def test_what_a_visitor_reads_has_no_violation(inspector):
    inspector.visit(
        "/positionnement/",
        "/positionnement/questions/",
        "/positionnement/questions/?public=elu",
        "/positionnement/questions/?test=autre",
        "/glossaire/les-25-mots/",
        "/glossaire/les-25-mots/?tirage=1",
        "/glossaire/?q=reseau",
        "/glossaire/?q=introuvable-mot",
    )
    inspector.page.get_by_role("link", name="Voir tout le glossaire").click()
    inspector.page.goto("/positionnement/questions/?public=elu")
    inspector.page.get_by_role("button", name="Voir par où commencer").click()
    inspector.look("une feuille vide")
    answer_the_first_six(inspector.page)
    inspector.page.get_by_role("button", name="Voir par où commencer").click()
    inspector.look("le résultat d’un visiteur")
    inspector.page.goto(LESSON)
    inspector.page.locator("button.terme").first.click()
    inspector.look("un mot ouvert")

    assert inspector.faults == []


def test_what_a_learner_and_a_trainer_read_has_no_violation(inspector):
    learner, module = at_the_end_of_a_module()
    Positioning.objects.create(learner=learner, audience="elu", scores=[{"module": "SEC", "points": "2", "asked": 2}])
    acting.sign_in(inspector.page, learner.email, acting.PASSWORD)
    survey = f"/avis/{module.slug}/"
    inspector.visit(
        "/mon-espace/", "/positionnement/", "/positionnement/resultat/", "/positionnement/effacer/", module.url, survey
    )
    inspector.page.get_by_role("button", name="Envoyer mon avis").click()
    inspector.look("un avis vide")
    SurveyAnswerFactory(learner=learner, module=module)
    inspector.visit(survey, f"{survey}effacer/", learner.attempts.get().get_absolute_url())

    assert inspector.faults == []


def test_the_report_of_the_desk_has_no_violation(open_browser):
    module = ModulePage.objects.get(code="SEC")
    for step in (1, 2, 3, 4, 5):
        SurveyAnswerFactory(module=module, clear=step, comment=f"Remarque {step}")
    SurveyAnswerFactory(module=ModulePage.objects.get(code="LIB"))
    inspector = Inspector(open_browser())
    acting.sign_in(inspector.page, "formatrice@demo.example", then="/gestion/")

    inspector.visit("/gestion/avis/", f"/gestion/avis/{module.pk}/")

    assert inspector.faults == []
