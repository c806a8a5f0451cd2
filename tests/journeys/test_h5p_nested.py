"""Activities that hold others, in the official format: played in the middle of a reload, graded part by part."""

import pytest
from playwright.sync_api import expect

from courses.h5p.models import Result
from tests.courses.h5p import nested
from tests.journeys.hands import Keyboard, Mouse
from tests.journeys.in_a_frame import a_placement, address_of, place_of
from tests.journeys.own_types import frame_in, wait_until_kept
from tests.journeys.test_h5p_own_types import Ordre

A, B, C = ("-".join(digit * length for length in (8, 4, 4, 4, 12)) for digit in "abc")
TWO, THREE, FOUR = ("-".join(digit * length for length in (8, 4, 4, 4, 12)) for digit in "234")
ESSAY = "Les conseillers décident, puis rendent compte."


class SetOfQuestions:
    """One after the other, without a button for each: only the tree holds what was answered."""

    main, content = "H5P.QuestionSet 1.21", nested.QUESTIONS
    libraries = ("H5P.QuestionSet 1.21", "H5P.MultiChoice 1.16", "H5P.TrueFalse 1.8")
    verdict = "Résultat vérifié : 6 points sur 6."
    trust, declared = "verified", (6, 6)
    items = [
        (A, "Le budget", "verified", 2, 2, "0[,]2"),
        (B, "Le maire", "verified", 1, 1, "true"),
        (C, "La dépense", "verified", 3, 3, "e0[,]e1[,]e2"),
    ]

    def begin(self, hand):
        vote(hand)
        hand.press(hand.frame.get_by_role("button", name="Question suivante"))
        expect(hand.frame.get_by_text("Question 2 sur 3")).to_be_visible()

    def is_resumed(self, frame):
        expect(frame.get_by_text("Question 2 sur 3")).to_be_visible()
        expect(frame.locator("input[type=checkbox]:checked")).to_have_count(2)

    def finish(self, hand):
        tick(hand, hand.frame.get_by_label("Vrai"))
        hand.press(hand.frame.get_by_role("button", name="Question suivante"))
        steps = Ordre(nested.STEPS)
        for rank, step in enumerate(steps.steps):
            move(hand, steps, step, rank)
        hand.press(hand.frame.get_by_role("button", name="Terminer"))


class ColumnWithFreeText:
    """All below each other, each with its button; what one writes freely, nobody grades."""

    main, content = "H5P.Column 1.18", nested.READING
    libraries = ("H5P.Column 1.18", "H5P.AdvancedText 1.1", *SetOfQuestions.libraries[1:], "H5P.Essay 1.5")
    verdict = "Résultat vérifié en partie : 3 points sur 3."
    trust, declared = "partial", (4, 4)
    items = [
        (TWO, "Le maire", "verified", 1, 1, "true"),
        (THREE, "Le budget", "verified", 2, 2, "0[,]2"),
        (FOUR, "Votre avis", "declared", 0, 0, ESSAY),
    ]

    def begin(self, hand):
        tick(hand, hand.frame.get_by_label("Vrai"))
        hand.press(self.check(hand, "Le maire est élu"))

    def is_resumed(self, frame):
        expect(frame.get_by_label("Vrai")).to_be_checked()

    def finish(self, hand):
        # What was answered before the reload is told again, as the official type asks.
        hand.press(self.check(hand, "Le maire est élu"))
        vote(hand)
        hand.press(self.check(hand, "Qui participe"))
        hand.write(hand.frame.get_by_label("Votre texte"), ESSAY)
        hand.press(self.check(hand, "Qu’en retenez-vous"))

    def check(self, hand, question):
        return hand.frame.get_by_role("group", name=question).get_by_role("button", name="Vérifier")


def vote(hand):
    """From the last to the first, as they are on the screen."""
    for label in ("Les conseillers qui ont donné procuration", "Les conseillers présents"):
        tick(hand, hand.frame.get_by_label(label))


def tick(hand, box):
    """A radio button or a check box; with keys, Tab to it, arrows in a group, then Space."""
    if isinstance(hand, Mouse):
        hand.press(box)
    else:
        hand.reach(box)
        hand.page.keyboard.press("Space")
    expect(box).to_be_checked()


def move(hand, steps, step, rank):
    up = hand.frame.get_by_role("button", name=f"Monter : {step}", exact=True)
    while (now := steps.on_screen(hand.frame).index(step)) != rank:
        hand.press(up)
        expect(hand.frame.locator(".passeport-ordre-text").nth(now - 1)).to_have_text(step)


@pytest.mark.parametrize("hand_of", [Mouse, Keyboard])
@pytest.mark.parametrize("kind", [SetOfQuestions, ColumnWithFreeText])
def test_what_holds_other_activities_is_played_resumed_and_graded_part_by_part(visit, kind, hand_of):
    page, learner = visit
    task = kind()
    placement = a_placement(task.content, main=task.main, libraries=nested.set_of_libraries(task.libraries))
    page.goto(address_of(placement))

    frame = frame_in(page, placement)
    task.begin(hand_of(page, frame))
    wait_until_kept(frame, learner)
    assert not Result.objects.exists(), "une partie n’est pas la fin de l’ensemble"
    page.reload()
    frame = frame_in(page, placement)
    task.is_resumed(frame)
    task.finish(hand_of(page, frame))

    expect(place_of(page, placement).get_by_role("status").first).to_contain_text(task.verdict)
    result = Result.objects.get(attempt__learner=learner)
    fields = ("id", "title", "trust", "points", "maximum", "response")
    assert [tuple(item[name] for name in fields) for item in result.items] == task.items
    assert (result.trust, result.is_complete) == (task.trust, True)
    assert (result.declared_points, result.declared_maximum) == task.declared
