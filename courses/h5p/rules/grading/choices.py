"""Questions with choices. Written from how each type behaves at the version that `types` names."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from courses.h5p.rules.grading.outcomes import ZERO, Answer, Key, Refused, Worth
from courses.h5p.rules.grading.reading import mapping, number, sequence
from courses.h5p.rules.grading.responses import TOO_MANY, UNREADABLE, indexes, tuples

ONE = Fraction(1)


def multi_choice(params: Mapping[str, Any]) -> Key:
    """Places in content.json, even when the browser shuffled what it showed.

    A right pick adds its weight, a wrong one takes its own away, never below zero. With `singlePoint` it is all or
    nothing at the pass percentage. A question without any right option is right when nothing is picked.
    """
    options = [mapping(option) for option in sequence(params.get("answers"))]
    rights = [bool(option.get("correct")) for option in options]
    weights = [number(option.get("weight"), 1) for option in options]
    behaviour = mapping(params.get("behaviour"))
    kind = behaviour.get("type", "auto")
    is_single = rights.count(True) == 1 if kind == "auto" else kind == "single"
    in_one_point = bool(behaviour.get("singlePoint", True))
    whole = number(params.get("weight"), 1)
    attainable = sum((weight for weight, right in zip(weights, rights, strict=True) if right), ZERO)
    if not any(rights):
        attainable = whole

    def single(picked: list[int]) -> Fraction:
        if len(picked) > 1:
            raise Refused(TOO_MANY)
        return ONE if picked and rights[picked[0]] else ZERO

    def several(picked: list[int]) -> Fraction:
        earned = max(sum((weights[place] if rights[place] else -weights[place] for place in picked), ZERO), ZERO)
        if not picked and not any(rights):
            earned = whole
        if not in_one_point:
            return earned
        wanted = number(behaviour.get("passPercentage"), 100)
        return whole if attainable > 0 and 100 * earned / attainable >= wanted else ZERO

    def worth(answer: Answer) -> Worth:
        picked = indexes(answer.response, len(options))
        return Worth(single(picked) if is_single else several(picked))

    return Key(max(whole if is_single or in_one_point else attainable, ZERO), worth)


def true_false(params: Mapping[str, Any]) -> Key:
    right = "true" if params.get("correct", "true") == "true" else "false"

    def worth(answer: Answer) -> Worth:
        if answer.response not in ("true", "false", ""):
            raise Refused(UNREADABLE)
        return Worth(ONE if answer.response == right else ZERO)

    return Key(ONE, worth)


def single_choice(choice: Mapping[str, Any]) -> Key:
    """One question of a SingleChoiceSet, as the tree says it: place in content.json, the first is right.

    The statement sent while playing holds the place on the screen instead: it is never graded.
    """
    size = len(sequence(choice.get("answers")))

    def worth(answer: Answer) -> Worth:
        picked = indexes(answer.response, size)
        if len(picked) > 1:
            raise Refused(TOO_MANY)
        return Worth(ONE if picked == [0] else ZERO)

    return Key(ONE, worth)


def summary_panel(panel: Mapping[str, Any]) -> Key:
    """One list of a Summary: what was clicked, in order, until the first sentence, which is right."""
    size = len(sequence(panel.get("summary")))

    def worth(answer: Answer) -> Worth:
        clicked = indexes(answer.response, size)
        if 0 in clicked[:-1]:
            raise Refused(TOO_MANY)
        return Worth(ONE if clicked == [0] else ZERO)

    return Key(ONE, worth)


@dataclass(frozen=True, slots=True)
class Board:
    """Elements and zones of a DragQuestion, by their places in content.json."""

    elements: list[Mapping[str, Any]]
    zones: list[Mapping[str, Any]]

    def right_zones(self, element: int) -> list[int]:
        """Zones that list an element as right. The player counts them all, even where it may not be put."""
        return [
            place
            for place, zone in enumerate(self.zones)
            for listed in sequence(zone.get("correctElements"))
            if listed == str(element)
        ]

    def share(self, element: int) -> int:
        zones = len(self.right_zones(element))
        return zones if self.elements[element].get("multiple") else min(zones, 1)

    def check(self, pairs: list[tuple[int, int]]) -> None:
        """Refuse what the player does not let anybody do."""
        if len(set(pairs)) != len(pairs):
            raise Refused("un élément est posé deux fois au même endroit")
        placed = Counter(element for _, element in pairs)
        occupied = Counter(zone for zone, _ in pairs)
        for zone, element in pairs:
            if str(zone) not in sequence(self.elements[element].get("dropZones")):
                raise Refused("un élément est posé où il ne peut pas l’être")
            if placed[element] > 1 and not self.elements[element].get("multiple"):
                raise Refused("un élément est posé à deux endroits")
            if occupied[zone] > 1 and self.zones[zone].get("single"):
                raise Refused(TOO_MANY)


def drag_question(params: Mapping[str, Any]) -> Key:
    """`zone[.]element` for each element that was put down; a task without any right place is right when left alone."""
    task = mapping(mapping(params.get("question")).get("task"))
    elements, zones = sequence(task.get("elements")), sequence(task.get("dropZones"))
    board = Board([mapping(element) for element in elements], [mapping(zone) for zone in zones])
    behaviour = mapping(params.get("behaviour"))
    penalties, in_one_point = bool(behaviour.get("applyPenalties", True)), bool(behaviour.get("singlePoint", False))
    blank = not any(sequence(zone.get("correctElements")) for zone in board.zones)
    attainable = ONE if blank else Fraction(sum(map(board.share, range(len(elements)))))

    def worth(answer: Answer) -> Worth:
        sizes = [("", len(zones)), ("", len(elements))]
        pairs = [(zone, element) for zone, element in tuples(answer.response, sizes)]
        board.check(pairs)
        hits = sum(zone in board.right_zones(element) for zone, element in pairs) + blank
        wrong = len(pairs) - hits + blank
        earned = Fraction(max(hits - wrong, 0))
        if in_one_point:
            return Worth(ONE if earned == attainable > 0 else ZERO)
        return Worth(earned if penalties else Fraction(hits))

    return Key(ONE if in_one_point else attainable, worth)


QUESTIONS: dict[str, Callable[[Mapping[str, Any]], Key]] = {
    "H5P.MultiChoice": multi_choice,
    "H5P.TrueFalse": true_false,
    "H5P.DragQuestion": drag_question,
}
