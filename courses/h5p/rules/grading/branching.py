"""BranchingScenario: the path is replayed over the content, so that only what it leads to can be claimed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from courses.h5p.rules.grading.answers import answer_of, id_of
from courses.h5p.rules.grading.outcomes import ZERO, Refused, Trust
from courses.h5p.rules.grading.parts import Part, nested
from courses.h5p.rules.grading.reading import inside, mapping, number, sequence
from courses.h5p.rules.grading.responses import index

QUESTION = "H5P.BranchingQuestion"
LONGEST_PATH = 500

# Points and maximum of a task met on the way.
Inner = Callable[[Part], tuple[Fraction, Fraction, Trust]]


@dataclass(frozen=True, slots=True)
class Step:
    """A screen of the scenario: where it leads, and what its end is worth."""

    part: Part | None
    value: Mapping[str, Any]

    @property
    def is_question(self) -> bool:
        return self.part is not None and self.part.name == QUESTION

    @property
    def alternatives(self) -> list[Mapping[str, Any]]:
        question = inside(self.part.params, "branchingQuestion") if self.part else None
        return [mapping(one) for one in sequence(inside(question, "alternatives"))]


@dataclass(frozen=True, slots=True)
class Path:
    points: Fraction
    maximum: Fraction
    trust: Trust
    response: str
    is_complete: bool = True


def steps_of(params: Mapping[str, Any]) -> list[Step]:
    steps = sequence(params.get("content"))
    return [Step(nested(inside(step, "type"), rank), mapping(step)) for rank, step in enumerate(steps, start=1)]


def way_of(params: Mapping[str, Any]) -> str:
    return str(inside(params, "scoringOptionGroup", "scoringOption") or "no-score")[:40]


def leads_to(value: Mapping[str, Any]) -> int:
    """The next screen; -1 is an end, and so is what names nothing."""
    following = value.get("nextContentId", -1)
    return following if isinstance(following, int) and not isinstance(following, bool) else -1


def end_score(value: Mapping[str, Any], otherwise: Fraction) -> Fraction:
    own = inside(value, "feedback", "endScreenScore")
    return otherwise if own is None else number(own)


def default_end(params: Mapping[str, Any]) -> Fraction:
    screens = sequence(params.get("endScreens"))
    return number(inside(screens[0], "endScreenScore")) if screens else ZERO


def best_end(params: Mapping[str, Any]) -> Fraction:
    """The greatest score of an end, whichever path leads there."""
    exits = [exit_ for step in steps_of(params) for exit_ in (step.alternatives if step.is_question else [step.value])]
    ends = [end_score(exit_, default_end(params)) for exit_ in exits if leads_to(exit_) == -1]
    return max([*ends, ZERO])


def best_choice(step: Step) -> Fraction:
    scores = [end_score(one, ZERO) for one in step.alternatives if leads_to(one) != -1]
    return max([*scores, ZERO])


def greatest(params: Mapping[str, Any]) -> Fraction:
    """What nobody can exceed, before any path is known."""
    way = way_of(params)
    if way == "static-end-score":
        return best_end(params)
    if way == "dynamic-score":
        return sum((best_choice(step) if step.is_question else own_score(step) for step in steps_of(params)), ZERO)
    return ZERO


def own_score(step: Step) -> Fraction:
    return max(end_score(step.value, ZERO), ZERO) if leads_to(step.value) > 0 else ZERO


def replay(params: Mapping[str, Any], statements: list[Mapping[str, Any]], inner: Inner) -> Path:
    """Start at the first screen and follow each answer; what the path does not pass through is refused."""
    steps = steps_of(params)
    questions = {step.part.id for step in steps if step.is_question and step.part}
    answers = [statement for statement in statements if id_of(statement) in questions]
    way, minds_tasks = way_of(params), bool(inside(params, "scoringOptionGroup", "includeInteractionsScores"))
    trust: Trust = "verified"
    points, maximum, place = ZERO, ZERO, 0
    visited: set[int] = set()
    path: list[str] = []
    for _ in range(LONGEST_PATH):
        if not 0 <= place < len(steps):
            break
        step = steps[place]
        if place in visited:
            trust = "partial"  # the player forgets some scores when it goes back: not tried
        exit_ = step.value
        if step.is_question and step.part:
            exit_, picked = follow(step, answers, len(path))
            path.append(f"{place}[.]{picked}")
            if is_mixed(step):
                trust = "partial"
        if way == "dynamic-score" and place not in visited:
            earned, most, checked = scores_of(step, exit_, inner if minds_tasks else None)
            points, maximum = points + earned, maximum + most
            trust = trust if checked == "verified" else "partial"
        visited.add(place)
        place = leads_to(exit_)
        if place < 0:
            if len(path) != len(answers):
                raise Refused("le chemin continue après la fin")
            if way == "static-end-score":
                points, maximum = end_score(exit_, default_end(params)), best_end(params)
            return Path(max(min(points, maximum), ZERO), maximum, trust, "[,]".join(path))
    raise Refused("le chemin n’atteint aucune fin")


def follow(step: Step, answers: list[Mapping[str, Any]], rank: int) -> tuple[Mapping[str, Any], int]:
    """The alternative picked at a question: its answer must be the next one of the path."""
    if rank >= len(answers):
        raise Refused("le chemin s’arrête avant la fin")
    if step.part is None or id_of(answers[rank]) != step.part.id:
        raise Refused("le chemin ne passe pas par cette question")
    answer = answer_of(answers[rank])
    if answer is None:
        raise Refused("la réponse n’a pas la forme attendue")
    picked = index(answer.response, len(step.alternatives))
    return step.alternatives[picked], picked


def scores_of(step: Step, exit_: Mapping[str, Any], inner: Inner | None) -> tuple[Fraction, Fraction, Trust]:
    """Points and maximum of a screen when each choice brings points."""
    if step.is_question:
        earned = end_score(exit_, ZERO) if leads_to(exit_) != -1 else ZERO
        return earned, best_choice(step), "verified"
    earned = most = own_score(step)
    trust: Trust = "verified"
    if inner is not None and step.part is not None:
        points, maximum, trust = inner(step.part)
        earned, most = earned + points, most + maximum
    return earned, most, trust


def trust_before(params: Mapping[str, Any]) -> Trust:
    """How far a path may be trusted, before it is known."""
    return "partial" if any(is_mixed(step) for step in steps_of(params)) else "verified"


def is_mixed(step: Step) -> bool:
    """Whether the browser shuffles the choices of a question."""
    return (
        step.is_question and step.part is not None and bool(inside(step.part.params, "branchingQuestion", "randomize"))
    )
