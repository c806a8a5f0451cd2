"""Our types that are no right or wrong alone: deciding and comparing, in the sealed frame.

The classes say of each what those of `test_h5p_own_types` say of the others, then what the server trusts.
"""

import json

import pytest
from playwright.sync_api import expect

from courses.h5p.models import Result
from courses.h5p.player.document import player_address
from tests.journeys.hands import IS_FOCUSED, Keyboard, Mouse
from tests.journeys.in_a_frame import address_of, place_of
from tests.journeys.own_types import SCREENS, content_of, faults_of, frame_in, placement_of, play_to_the_end
from tests.waiting import wait_until


class ArbreDecision:
    """No solution, no warning: an outcome."""

    example = "Puis-je expérimenter\u202f?"
    verdict = "Activité faite, et vérifiée."
    trust = "verified"
    said_at_the_end = "Oui, vous pouvez expérimenter"

    def __init__(self, content):
        self.questions = content["questions"]

    def begin(self, hand):
        self.answer(hand, 0, 1)
        self.answer(hand, 1, 0)

    def is_resumed(self, frame):
        expect(frame.get_by_role("heading", name=self.questions[2]["text"])).to_be_visible()
        expect(frame.get_by_role("button", name="Changer cette réponse")).to_have_count(2)

    def finish(self, hand):
        """One step back, one answer changed, then to the end."""
        hand.press(hand.frame.get_by_role("button", name=f"Changer cette réponse ({self.questions[1]['text']})"))
        for question, choice in enumerate([0, 0, 0, 1, 1, 0], start=1):
            self.answer(hand, question, choice)
        expect(hand.frame.get_by_role("heading", name=self.said_at_the_end)).to_be_visible()

    def answer(self, hand, question, choice):
        """With keys, focus follows the question: the next one is read as soon as it is there."""
        text = self.questions[question]["choices"][choice]["text"]
        hand.press(hand.frame.get_by_role("button", name=text, exact=True))
        expect(hand.frame.locator(".passeport-arbre-step").last).to_contain_text(text)
        if isinstance(hand, Keyboard):
            assert hand.frame.locator(".passeport-arbre-question").evaluate(IS_FOCUSED)

    def go_on(self, hand):
        self.finish(hand)
        printed = press_print(hand)
        expect(printed.get_by_text("vos réponses n’ont pas quitté votre navigateur")).to_be_visible()
        printed.close()


class Comparaison:
    example = "Trois voies pour une plateforme de données"
    verdict = "Résultat vérifié en partie : 8 points sur 8."
    trust = "partial"  # nobody checks the argument
    said_at_the_end = "C’est juste"
    argument = "Mutualiser, à condition d’écrire les règles de sortie."

    def __init__(self, content):
        rows, columns = ([one["label"] for one in content[name]] for name in ("rows", "columns"))
        levels = {(row, column): "Cela dépend" for row in range(len(rows)) for column in range(len(columns))}
        for cell in content["expected"]:
            levels[cell["row"] - 1, cell["column"] - 1] = content["scale"][cell["level"] - 1]
        self.right = {f"{rows[row]}, {columns[column]}": level for (row, column), level in levels.items()}

    def begin(self, hand):
        self.fill(hand, list(self.right)[:4])

    def is_resumed(self, frame):
        for name in list(self.right)[:4]:
            expect(frame.get_by_label(name, exact=True).locator("option:checked")).to_have_text(self.right[name])

    def finish(self, hand):
        self.fill(hand, list(self.right)[4:])
        hand.write(hand.frame.get_by_role("textbox", name="Votre argumentation"), self.argument)
        expect(hand.frame.get_by_text("Mots : 8. Au moins 40 sont conseillés.")).to_be_visible()
        hand.press(hand.frame.get_by_role("button", name="Vérifier", exact=True))
        expect(hand.frame.get_by_text("C’est juste", exact=True)).to_be_visible()

    def fill(self, hand, names):
        for name in names:
            hand.pick(hand.frame.get_by_label(name, exact=True), self.right[name])

    def go_on(self, hand):
        """Checked with answers missing, after the warning; then what was expected."""
        for _press in range(2):
            hand.press(hand.frame.get_by_role("button", name="Vérifier", exact=True))
        hand.press(hand.frame.get_by_role("button", name="Voir les réponses attendues"))
        expect(hand.frame.get_by_text("Attendu : Point fort").first).to_be_visible()
        press_print(hand).close()


IS_LEFT_ALONE = (
    "element => element.dispatchEvent(new CustomEvent('passeport:print', {bubbles: true, cancelable: true}))"
)


def press_print(hand):
    """The page to print, in its new tab."""
    with hand.page.context.expect_page() as opened:
        hand.press(hand.frame.get_by_role("button", name="Imprimer"))
    return opened.value


def without_expectations(placement):
    revision = placement.activity.current_revision
    revision.content_json = json.dumps({**json.loads(revision.content_json), "expected": []})
    revision.save()
    return placement


PLAYED = [ArbreDecision, Comparaison]


@pytest.mark.parametrize("hand_of", [Mouse, Keyboard])
@pytest.mark.parametrize("kind", PLAYED)
def test_a_type_is_played_resumed_and_scored_by_the_server(visit, kind, hand_of):
    result = play_to_the_end(*visit, kind, hand_of)

    assert (result.trust, result.points, result.is_complete) == (kind.trust, result.maximum, True)
    assert result.declared_points == (result.points if result.maximum else None)


@pytest.mark.parametrize("kind", PLAYED)
def test_a_type_has_no_violation_in_its_frame_from_beginning_to_end(open_browser, kind):
    placement, faults = placement_of(kind.example), []
    for width, scheme in SCREENS:
        page = open_browser(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
        page.goto(address_of(placement))
        frame, task = frame_in(page, placement), kind(content_of(kind.example))
        faults += faults_of(frame, f"{width} {scheme}, au début")
        task.begin(Mouse(page, frame))
        faults += faults_of(frame, f"{width} {scheme}, commencé")
        task.go_on(Mouse(page, frame))
        faults += faults_of(frame, f"{width} {scheme}, à la fin")

    assert faults == []


@pytest.mark.parametrize("hand_of", [Mouse, Keyboard])
def test_what_was_just_answered_is_printed_from_a_page_of_its_own(visit, hand_of):
    page, _learner = visit
    placement, task = placement_of(ArbreDecision.example), ArbreDecision(content_of(ArbreDecision.example))
    page.goto(address_of(placement))
    hand = hand_of(page, frame_in(page, placement))
    task.begin(hand)
    task.finish(hand)

    inside = hand.frame.locator(".passeport-arbre-stage")
    assert inside.evaluate(IS_LEFT_ALONE), "ce qui est dans l’activité n’a pas de page"
    printed = press_print(hand)

    expect(printed.get_by_role("heading", name=task.said_at_the_end)).to_be_visible()
    expect(printed.get_by_role("heading", name="Votre chemin")).to_be_visible()
    assert printed.locator(".simple__chemin li").count() == len(hand.frame.locator(".passeport-arbre-step").all())
    assert printed.evaluate("window.opener") is None
    assert faults_of(printed.main_frame, "la page à imprimer") == []
    printed.evaluate("addEventListener('beforeprint', () => (document.body.dataset.printed = ''))")
    printed.get_by_role("button", name="Imprimer cette page").click()
    expect(printed.locator("body[data-printed]")).to_be_visible()
    expect(place_of(page, placement).get_by_role("link", name="Ouvrir la page à imprimer")).to_be_visible()


def test_a_tree_that_no_page_prints_says_how_to(open_browser):
    placement, task = placement_of(ArbreDecision.example), ArbreDecision(content_of(ArbreDecision.example))
    page = open_browser()
    page.goto(player_address(placement.activity.current_revision))
    hand = Keyboard(page, page.main_frame)  # no page around that would fit its height
    task.begin(hand)
    task.finish(hand)

    hand.press(page.get_by_role("button", name="Imprimer"))

    expect(page.get_by_text("Ce cadre ne peut pas imprimer lui-même.")).to_be_visible()


def test_a_comparison_without_expected_answers_is_handed_in_then_taken_up_again_with_its_argument(visit):
    page, learner = visit
    placement, task = (
        without_expectations(placement_of(Comparaison.example)),
        Comparaison(content_of(Comparaison.example)),
    )
    page.goto(address_of(placement))
    frame = frame_in(page, placement)
    hand = Mouse(page, frame)
    task.begin(hand)
    hand.write(frame.get_by_role("textbox", name="Votre argumentation"), task.argument)
    for _press in range(2):  # the first one warns of the answers that are missing
        hand.press(frame.get_by_role("button", name="Vérifier", exact=True))
    expect(frame.get_by_text("Votre comparaison est rendue")).to_be_visible()
    printed = press_print(hand)
    expect(printed.get_by_text(task.argument)).to_be_visible()
    printed.close()
    expect(frame.get_by_role("button", name="Voir les réponses attendues")).to_have_count(0)

    hand.press(frame.get_by_role("button", name="Reprendre la comparaison"))

    first = next(iter(task.right))
    expect(frame.get_by_label(first, exact=True).locator("option:checked")).to_have_text("Choisissez")
    expect(frame.get_by_role("textbox", name="Votre argumentation")).to_have_value(task.argument)
    assert frame.get_by_label(first, exact=True).evaluate(IS_FOCUSED)
    expect(frame.get_by_text("Votre comparaison est rendue")).to_have_count(0)
    expect(frame.get_by_role("button", name="Imprimer")).to_be_hidden()
    hand.pick(frame.get_by_label(first, exact=True), task.right[first])
    for _press in range(2):
        hand.press(frame.get_by_role("button", name="Vérifier", exact=True))
    assert wait_until(lambda: Result.objects.filter(attempt__learner=learner).count() == 2, seconds=20)
    assert {(result.trust, result.maximum) for result in Result.objects.all()} == {("declared", 0)}
