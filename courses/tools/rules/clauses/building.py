"""From choices to a clause: article by article, with what is missing, what is weak, and every proof dated."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from courses.tools.rules.clauses import interoperability, reversibility, security
from courses.tools.rules.clauses.context import OBJECT
from courses.tools.rules.clauses.parts import (
    FAMILIES,
    REVERSIBILITY,
    SECURITY,
    START,
    Choices,
    Option,
    Point,
    Question,
    _,
)
from courses.tools.rules.clauses.timing import Terms, deadline
from courses.tools.rules.clauses.weaknesses import Clash, Fact, clashes_in, facts_for

POINTS = {SECURITY: security.POINTS, REVERSIBILITY: (*reversibility.POINTS, interoperability.POINT)}
LONG_YEARS = 10
WEAK, CLASHING, SOUND = "faible", "contradictoire", "tient"
INVENTORY_PROOF = _("Inventaire annexé, tenu à jour")


@dataclass(frozen=True, slots=True)
class Measure:
    """A sentence of the clause, its proof, and the first day by which this proof is due."""

    text: str
    proof: str
    day: date


@dataclass(frozen=True, slots=True)
class Article:
    point: Point
    number: int  # 0 for the preamble, then from 1 in each family
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong at a point, seen from the other side of the table."""

    point: Point
    reason: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A draft: `missing` are the points and questions on which it keeps silent."""

    families: tuple[str, ...]
    articles: tuple[Article, ...]
    missing: tuple[Flaw, ...]
    weak: tuple[Flaw, ...]
    clashes: tuple[Clash, ...]
    warnings: tuple[str, ...]
    facts: tuple[Fact, ...]
    terms: Terms

    @property
    def strength(self) -> str:
        """One gap is enough: a supplier looks for one."""
        if self.missing or self.weak:
            return WEAK
        return CLASHING if self.clashes else SOUND


def points_of(families: tuple[str, ...]) -> tuple[Point, ...]:
    return (OBJECT, *(point for family in FAMILIES if family in families for point in POINTS[family]))


def questions_of(families: tuple[str, ...]) -> tuple[Question, ...]:
    return tuple(question for point in points_of(families) for question in point.questions)


def build(families: tuple[str, ...], choices: Choices, terms: Terms) -> Clause:
    """The clause of these families. Choices and options that nobody asked for count as none."""
    points = points_of(families)
    asked = frozenset(question.code for question in questions_of(families))
    dated = _with_delays(choices, terms, asked)
    kept = {code: picks for code, picks in choices.items() if code in asked}
    clashes = clashes_in(kept, asked)
    return Clause(
        families,
        tuple(_articles(points, kept, dated)),
        tuple(_missing(points, kept)),
        tuple(_weak(points, kept)),
        clashes,
        _warnings(kept, dated),
        facts_for(kept, families),
        dated,
    )


def _with_delays(choices: Choices, terms: Terms, asked: frozenset[str]) -> Terms:
    """The terms with the days and months chosen for the exit: none when that was not asked or not said."""
    delay, double = (
        next((option.code for option in question.picked(choices)), "") if question.code in asked else ""
        for question in (reversibility.DELAY, reversibility.TOGETHER_FOR)
    )
    return replace(
        terms,
        exit_days=int(delay) if delay.isdecimal() else 0,
        together_months=int(double) if double.isdecimal() else 0,
    )


def _articles(points: tuple[Point, ...], choices: Choices, terms: Terms) -> Iterator[Article]:
    numbers = dict.fromkeys(FAMILIES, 0)
    for point in points:
        if point.family in numbers:
            numbers[point.family] += 1
        measures = tuple(
            measure for question in point.questions for measure in _measures(question, question.picked(choices), terms)
        )
        if measures:
            yield Article(point, numbers.get(point.family, 0), measures)


def _measures(question: Question, picked: tuple[Option, ...], terms: Terms) -> Iterator[Measure]:
    if question.several:
        if picked:
            parts = ", ".join(option.text for option in picked)
            yield Measure(question.lead.format(parts=parts), INVENTORY_PROOF, deadline(START, terms))
        return
    for option in picked:
        if option.text:
            text = option.text.format(penalty=_grouped(terms.penalty))
            yield Measure(text, option.proof, deadline(option.due, terms))


def _missing(points: tuple[Point, ...], choices: Choices) -> Iterator[Flaw]:
    for point in points:
        silent = [
            question for question in point.questions if not any(option.text for option in question.picked(choices))
        ]
        for question in silent:
            yield Flaw(point, question.label)


def _weak(points: tuple[Point, ...], choices: Choices) -> Iterator[Flaw]:
    for point in points:
        for question in point.questions:
            picked = question.picked(choices)
            for option in picked:
                if option.weak:
                    yield Flaw(point, option.weak)
            if question.several and picked:
                for option in question.options:
                    if option not in picked:
                        yield Flaw(point, option.missed)


def _warnings(choices: Choices, terms: Terms) -> tuple[str, ...]:
    """What depends on dates and amounts."""
    has_penalty = any(
        set(choices.get(code, ())) & {"penalite", "penalite-correction", "solde"} for code in ("penalite", "sanction")
    )
    has_trial = "annuel" in choices.get("essai", ())
    said = [
        (
            has_trial and not terms.anniversaries,
            _(
                "Le contrat finit avant le premier anniversaire de la réception : l’essai annuel n’aura jamais"
                " lieu. Demandez-le à la réception, et un mois avant la fin."
            ),
        ),
        (
            has_penalty and terms.penalty == 0,
            _("La pénalité est de zéro euro : écrire un retard gratuit, c’est l’autoriser."),
        ),
        (
            terms.months > 12 * LONG_YEARS,
            _(
                "Le contrat dure plus de dix ans : prévoyez une clause de rendez-vous, les outils changeront"
                " avant vous."
            ),
        ),
    ]  # fmt: skip
    return tuple(sentence for holds, sentence in said if holds)


def _grouped(euros: int) -> str:
    return f"{euros:,}".replace(",", "\u202f")
