"""Our own content types in the sealed player: begun, resumed after a reload, scored by the server, without a mouse too.

A type has a class here: `example` is the title of what is played, `begin` answers a part, `is_resumed` looks for it
after a reload, `finish` answers the rest rightly and checks; then the server says `verdict`, the activity
`said_at_the_end`.
"""

import json

import pytest
from playwright.sync_api import expect

from courses.h5p.models import Activity
from courses.h5p.services.own_types import own_libraries
from tests.journeys.hands import Keyboard, Mouse
from tests.journeys.in_a_frame import address_of, placed
from tests.journeys.own_types import SCREENS, content_of, faults_of, frame_in, placement_of, play_to_the_end


class Classement:
    example = "Interopérabilité ou réversibilité"
    verdict = "Résultat vérifié : 6 points sur 6."
    said_at_the_end = "C’est juste"

    def __init__(self, content):
        labels = [category["label"] for category in content["categories"]]
        self.right = {one["text"]: labels[one["category"] - 1] for one in content["statements"]}

    def begin(self, hand):
        self.put(hand, list(self.right)[:2])

    def is_resumed(self, frame):
        expect(frame.get_by_role("radio", checked=True)).to_have_count(2)
        for text in list(self.right)[:2]:
            expect(self.control(frame, text)).to_be_checked()

    def finish(self, hand):
        self.put(hand, list(self.right)[2:])
        hand.press(hand.frame.get_by_role("button", name="Vérifier", exact=True))
        expect(hand.frame.get_by_text("C’est juste", exact=True)).to_be_visible()

    def put(self, hand, texts):
        on_screen = hand.frame.locator(".passeport-item legend").all_inner_texts()
        for text in sorted(texts, key=on_screen.index):
            hand.choose(self.control(hand.frame, text))

    def control(self, frame, text):
        return frame.get_by_role("group", name=text, exact=True).get_by_label(self.right[text], exact=True)


class ClassementInLists(Classement):
    """More than four categories: a list to open for each statement."""

    example = "Quel outil d’achat pour quelle situation"

    def is_resumed(self, frame):
        for text in list(self.right)[:2]:
            expect(self.control(frame, text).locator("option:checked")).to_have_text(self.right[text])

    def put(self, hand, texts):
        on_screen = hand.frame.locator(".passeport-item label").all_inner_texts()
        for text in sorted(texts, key=on_screen.index):
            hand.pick(self.control(hand.frame, text), self.right[text])

    def control(self, frame, text):
        return frame.get_by_label(text, exact=True)


class Ordre:
    example = "Ouvrir un jeu de données, étape par étape"
    verdict = "Résultat vérifié : 8 points sur 8."
    said_at_the_end = "C’est juste"

    def __init__(self, content):
        self.steps = [step["text"] for step in content["steps"]]

    def begin(self, hand):
        self.bring(hand, self.steps[0], 0)
        self.kept = self.on_screen(hand.frame)

    def is_resumed(self, frame):
        expect(frame.locator(".passeport-ordre-text")).to_have_text(self.kept)

    def finish(self, hand):
        for place, step in enumerate(self.steps):
            self.bring(hand, step, place)
        hand.press(hand.frame.get_by_role("button", name="Vérifier", exact=True))
        expect(hand.frame.get_by_text("C’est juste", exact=True)).to_be_visible()

    def bring(self, hand, step, place):
        """Up, one place at a time: what comes before is already where it should be."""
        up = hand.frame.get_by_role("button", name=f"Monter : {step}", exact=True)
        while (now := self.on_screen(hand.frame).index(step)) != place:
            hand.press(up)
            expect(hand.frame.locator(".passeport-hidden[role=status]")).to_contain_text(f"place {now} sur 8")

    def on_screen(self, frame):
        return frame.locator(".passeport-ordre-text").all_inner_texts()


class OrdreInPlaces(Ordre):
    """A long list has a list of places too."""

    def bring(self, hand, step, place):
        if self.on_screen(hand.frame).index(step) != place:
            hand.pick(hand.frame.get_by_role("combobox", name=f"Place : {step}", exact=True), str(place + 1))


PLAYED = [Classement, ClassementInLists, Ordre, OrdreInPlaces]


@pytest.mark.parametrize("hand_of", [Mouse, Keyboard])
@pytest.mark.parametrize("kind", PLAYED)
def test_a_type_is_played_resumed_and_scored_by_the_server(visit, kind, hand_of):
    result = play_to_the_end(*visit, kind, hand_of)

    assert (result.trust, result.points) == ("verified", result.maximum)
    assert result.declared_points == result.points


@pytest.mark.parametrize("kind", PLAYED)
def test_a_type_has_no_violation_in_its_frame_from_beginning_to_solution(open_browser, kind):
    placement, faults = placement_of(kind.example), []
    for width, scheme in SCREENS:
        page = open_browser(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
        page.goto(address_of(placement))
        frame, task = frame_in(page, placement), kind(content_of(kind.example))
        hand = Mouse(page, frame)
        check = frame.get_by_role("button", name="Vérifier", exact=True)
        solution = frame.get_by_role("button", name="Voir la solution", exact=True)
        faults += faults_of(frame, f"{width} {scheme}, au début")
        task.begin(hand)
        hand.press(check)
        expect(frame.get_by_text("Il manque des réponses").or_(solution)).to_be_visible()
        faults += faults_of(frame, f"{width} {scheme}, vérifié ou averti")
        if check.count():
            hand.press(check)
            expect(check).to_have_count(0)
            faults += faults_of(frame, f"{width} {scheme}, vérifié")
        hand.press(solution)
        expect(solution).to_have_count(0)
        faults += faults_of(frame, f"{width} {scheme}, avec la solution")

    assert faults == []


def test_words_of_the_scripts_are_those_of_the_language_files(open_browser):
    """A content without its words plays with those of the document's language."""
    page = open_browser()
    for folder in own_libraries():
        if not (folder / "semantics.json").exists():
            continue
        library = json.loads((folder / "library.json").read_text())
        activity = Activity.objects.filter(current_revision__main_library__machine_name=library["machineName"]).first()
        placement = placed(activity.current_revision, block=folder.name)
        page.goto(address_of(placement))
        frame = frame_in(page, placement)
        for language in ("fr", "en"):
            words = frame.evaluate(
                """([name, language]) => {
                  document.documentElement.lang = language;
                  const Type = name.split(".").reduce((found, part) => found[part], window);
                  return new Type({}, 1, {}).words;
                }""",
                [library["machineName"], language],
            )
            for name, text in words_of(folder, language).items():
                assert words.get(name) == text, f"{folder.name}, {language} : {name}"


def words_of(folder, language):
    semantics = json.loads((folder / "semantics.json").read_text())
    translations = json.loads((folder / "language" / f"{language}.json").read_text())["semantics"]
    place = [field["name"] for field in semantics].index("l10n")
    fields = zip(semantics[place]["fields"], translations[place]["fields"], strict=True)
    return {field["name"]: translation["default"] for field, translation in fields}
