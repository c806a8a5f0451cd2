"""A quiz by keyboard alone: Tab, Space, arrows and Enter."""

from playwright.sync_api import expect

from courses.questions.models import Kind
from tests.journeys import acting
from tests.journeys.by_keyboard import FOCUSED, press, tab_until
from tests.journeys.people import enrolled


def answer_by_keyboard(page, item):
    options = {option["id"]: option for option in item.revision.options}
    match item.revision.kind:
        case Kind.NUMERIC:
            tab_until(page, lambda it: it["name"] == "answer")
            page.keyboard.type("72")
        case Kind.MATCHING | Kind.ORDERING:
            for identifier in options:
                name = ("pair-" if item.revision.kind == Kind.MATCHING else "rank-") + identifier
                page.locator("main").focus()
                tab_until(page, lambda it, name=name: it["name"] == name)
                presses = 1 if item.revision.kind == Kind.MATCHING else options[identifier]["rank"]
                for _ in range(presses):
                    page.keyboard.press("ArrowDown")
        case Kind.MULTIPLE:
            tab_until(page, lambda it: it["name"] == "answer")
            page.keyboard.press("Space")
        case _:
            tab_until(page, lambda it: it["name"] == "answer")
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")


def test_a_quiz_is_taken_from_start_to_result_without_a_mouse(open_browser):
    learner = enrolled()
    page = open_browser()
    acting.sign_in(page, learner.email, acting.PASSWORD)
    page.goto(acting.QUIZ)

    press(page, "Commencer l’évaluation")
    page.wait_for_url("**/evaluations/**")
    attempt = learner.attempts.get()
    items = list(attempt.items.select_related("revision"))
    for item in items:
        expect(page.get_by_text(f"Question {item.position} sur {len(items)}").first).to_be_visible()
        answer_by_keyboard(page, item)
        press(page, "Valider ma réponse")
    press(page, "Rendre mes réponses")

    page.wait_for_url("**/resultat/")
    assert attempt.items.filter(answer=None).count() == 0


def test_the_first_tab_stop_of_a_page_skips_to_its_content(open_browser):
    page = open_browser()
    page.goto("/modules/securite/")

    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["text"] == "Aller au contenu"
    page.keyboard.press("Enter")

    assert page.evaluate("() => document.activeElement.id") == "contenu"
