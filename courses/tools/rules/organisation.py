"""Tool 3: the four modes of organisation (report § 4.1.1, Table 5; syllabus § 5, exercise of Table 5).

The report compares four modes by signs, from +++ to ---, without a published method, and warns that no mode is better
than another. Turning the signs into numbers and adding them is a convention of this course, made to be discussed: the
total changes with the weights, which is what the exercise shows. The French sentences are message ids.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from types import MappingProxyType

from courses.tools.rules.table_5 import CELLS, CRITERIA, LARGE, MODES, SIGNS, SMALL, TABLE

POINTS = 10  # shared between the four criteria
REASON_LENGTH = 50  # characters, spaces counted once, for a reason to count


def _(text: str) -> str:
    """Marks a sentence for the catalogue; rules know no language."""
    return text


@dataclass(frozen=True, slots=True)
class Standing:
    """The place of a mode: equal totals share the better place."""

    place: int
    mode: str
    total: int


@dataclass(frozen=True, slots=True)
class Shift:
    """How few points, moved from one criterion to another, change who is first."""

    source: str
    target: str
    points: int
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Objection:
    """A cell that the learner disputes: their own sign (0 for none) and why."""

    cell: str
    sign: int
    reason: str

    @property
    def counts(self) -> bool:
        """A known cell, and a reason long enough, spaces counted once."""
        return self.cell in CELLS and len(" ".join(self.reason.split())) >= REASON_LENGTH


@dataclass(frozen=True, slots=True)
class Path:
    """A mode for a while, then another; how what is learnt comes back inside (report § 4.1.1)."""

    now: str = ""
    months: int = 0
    then: str = ""
    learning: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the exercise concludes. `corrected` is the ranking with the learner's own signs, empty without any."""

    ranking: tuple[Standing, ...]
    shifts: tuple[Shift, ...]
    other_size: tuple[str, ...]  # who would be first in a collectivity of the other size
    corrected: tuple[Standing, ...]
    objections: tuple[Objection, ...]
    caveats: tuple[str, ...]

    @property
    def leaders(self) -> tuple[str, ...]:
        return leaders_of(self.ranking)


def signs_of(mode: str, size: str, changed: Mapping[str, int] | None = None) -> dict[str, int]:
    """The mode's sign for each criterion in a collectivity of this size; `changed` (cell → sign) replaces some."""
    return {
        cell.criterion: (changed or {}).get(cell.code, cell.sign)
        for cell in TABLE
        if cell.mode == mode and cell.size in ("", size)
    }


def ranking(weights: Mapping[str, int], size: str, changed: Mapping[str, int] | None = None) -> tuple[Standing, ...]:
    """Modes by Σ weight × sign, greatest first, in the order of the report when equal (convention of this course)."""
    totals = {
        mode: sum(weights.get(criterion, 0) * sign for criterion, sign in signs_of(mode, size, changed).items())
        for mode in MODES
    }
    ordered = sorted(totals, key=lambda mode: -totals[mode])
    return tuple(
        Standing(1 + sum(other > totals[mode] for other in totals.values()), mode, totals[mode]) for mode in ordered
    )


def leaders_of(standings: tuple[Standing, ...]) -> tuple[str, ...]:
    return tuple(standing.mode for standing in standings if standing.place == 1)


def shares_points(weights: Mapping[str, int]) -> bool:
    """Whole points, none negative, ten in all, on the four criteria and no other."""
    return set(weights) == set(CRITERIA) and min(weights.values()) >= 0 and sum(weights.values()) == POINTS


def shifts(weights: Mapping[str, int], size: str) -> tuple[Shift, ...]:
    """For each pair of criteria, the fewest points to move for another set of modes to be first; fewest first.

    Never empty: whatever the weights, moving the points of one criterion to another changes who is first.
    """
    first = leaders_of(ranking(weights, size))
    found = []
    for source, target in permutations(CRITERIA, 2):
        for points in range(1, weights[source] + 1):
            moved = {**weights, source: weights[source] - points, target: weights[target] + points}
            leaders = leaders_of(ranking(moved, size))
            if leaders != first:
                found.append(Shift(source, target, points, leaders))
                break
    return tuple(sorted(found, key=lambda shift: shift.points))


def all_weights() -> Iterator[dict[str, int]]:
    """Every way to share the ten points: 286 of them."""
    for first in range(POINTS + 1):
        for second in range(POINTS + 1 - first):
            for third in range(POINTS + 1 - first - second):
                shares = (first, second, third, POINTS - first - second - third)
                yield dict(zip(CRITERIA, shares, strict=True))


@cache
def wins(size: str) -> Mapping[str, int]:
    """In how many of the 286 ways each mode is first, alone or not: nobody wins them all."""
    firsts = [leaders_of(ranking(weights, size)) for weights in all_weights()]
    return MappingProxyType({mode: sum(mode in leaders for leaders in firsts) for mode in MODES})


def conclude(weights: Mapping[str, int], size: str, objections: tuple[Objection, ...], path: Path) -> Sheet:
    """The result sheet: ranking, what would change it, the learner's own signs, and what must be said with it."""
    standings = ranking(weights, size)
    counted = tuple(objection for objection in objections if objection.counts)
    changed = {objection.cell: objection.sign for objection in counted if objection.sign in SIGNS}
    other = LARGE if size == SMALL else SMALL
    moves = shifts(weights, size)
    return Sheet(
        standings,
        moves,
        leaders_of(ranking(weights, other)),
        ranking(weights, size, changed) if changed else (),
        counted,
        caveats_of(weights, size, moves, path),
    )


def caveats_of(weights: Mapping[str, int], size: str, moves: tuple[Shift, ...], path: Path) -> tuple[str, ...]:
    """What the ranking does not say, in this very case; the first two always hold (report § 4.1.1)."""
    leaders = leaders_of(ranking(weights, size))
    said = [
        (
            True,
            _(
                "Ce total n’est pas un verdict : il reflète les poids que vous avez choisis. Le rapport"
                " lui-même ne couronne aucun des quatre modes."
            ),
        ),
        (
            True,
            _(
                "Les signes sont l’appréciation de la mission de 2017. Les changer en nombres est une convention de"
                " ce cours."
            ),
        ),
        (
            len(leaders) > 1,
            _(
                "Plusieurs modes arrivent premiers ensemble : le tableau ne les départage pas. Décidez sur ce qu’il"
                " ne dit pas, comme les personnes et le calendrier."
            ),
        ),
        (
            moves[0].points == 1,
            _("Un seul point déplacé change la première place : ne vous appuyez pas sur ce classement."),
        ),
        (
            weights.get("appropriation") == 0,
            _("Vous ne donnez aucun poids à l’appropriation. À long terme, ce sont les services qui doivent évoluer."),
        ),
        (
            size == SMALL,
            _(
                "Dans une petite collectivité, le mode intégré ne peut pas l’emporter : le tableau ne le place"
                " nulle part au-dessus du mode autonome. Ce n’est pas une raison de l’écarter."
            ),
        ),
        (
            "autonome" in leaders,
            _("Le mode autonome vaut ce que vaut l’appui du DGS. Si le temps lui manque, le +++ ne tient plus."),
        ),
        (
            "integree" in leaders,
            _("Le mode intégré dépend de l’étendue du portefeuille du directeur ou de la directrice qui l’accueille."),
        ),
        ("collegiale" in leaders, _("Un comité sans équipe dédiée attend : le rapport demande les deux ensemble.")),
        (
            "externalisee" in leaders or path.now == "externalisee",
            _(
                "Si une société porte le projet, écrivez dès le départ comment les services apprennent et quand la"
                " mission revient en interne."
            ),
        ),
        (
            path.now == "externalisee" and (path.then in ("", "externalisee") or not path.learning.strip()),
            _("Votre trajectoire commence à l’extérieur sans dire comment l’apprentissage revient dans les services."),
        ),
        (
            bool(path.now) and path.now not in leaders,
            _(
                "Votre trajectoire commence par un autre mode que le premier du classement : c’est permis, dites"
                " pourquoi."
            ),
        ),
    ]
    return tuple(sentence for holds, sentence in said if holds)
