"""The test of the innovation partnership (rapport de 2017, § 4.2.1.2, proposition n° 22; programme § 5, tool 2; ACH-3).

The proposition replaces a proof that nobody can give (nothing exists) by a procedure: two lists of needs, a neutral
call, a comparison. Then two conditions, each of which is enough:

- A: none of the solutions answers the main needs;
- B: none of the solutions answers more than half of the secondary needs.

The test never became a rule of law, and the pages say so. Its letter and common sense part where the needs are met by
different solutions: both readings are given. A cell may be unknown: then a conclusion is given only when no answer to
what is unknown could change it (three-valued logic).

The French sentences are message ids: whoever shows them translates them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Cell = Literal["oui", "non", "inconnu"]
Truth = bool | None  # None: it cannot be told yet

CELLS: dict[str, Truth] = {"oui": True, "non": False, "inconnu": None}


def _(text: str) -> str:
    """Marks a sentence for the catalogue; rules know no language."""
    return text


@dataclass(frozen=True, slots=True)
class Solution:
    """What was found for each main need, and for each secondary one, in the order of the lists."""

    name: str
    main: tuple[Truth, ...]
    extra: tuple[Truth, ...] = ()


@dataclass(frozen=True, slots=True)
class Border:
    """A borderline case: the letter of the test says something that people should discuss."""

    code: str
    title: str
    text: str
    names: tuple[str, ...] = ()  # the solutions or the needs that it is about


@dataclass(frozen=True, slots=True)
class Verdict:
    """`condition_b` is None and `has_extra` False without any secondary need: B is then about nothing."""

    condition_a: Truth
    condition_b: Truth
    has_extra: bool
    literal: Truth
    sensible: Truth
    borders: tuple[Border, ...] = ()

    @property
    def diverges(self) -> bool:
        """The letter says no where common sense says yes; the other way round cannot happen."""
        return self.literal is False and self.sensible is True

    @property
    def is_settled(self) -> bool:
        return self.literal is not None and self.sensible is not None


def some(values: Iterable[Truth]) -> Truth:
    """At least one is true; unknown when none is, and one may be."""
    found = tuple(values)
    return True if True in found else None if None in found else False


def every(values: Iterable[Truth]) -> Truth:
    found = tuple(values)
    return False if False in found else None if None in found else True


def contrary(value: Truth) -> Truth:
    return None if value is None else not value


def meets_main(solution: Solution) -> Truth:
    """Does it answer all the main needs? (condition A, « ne répond aux besoins principaux »)"""
    return every(solution.main)


def exceeds_half(solution: Solution) -> Truth:
    """Does it answer more than half of the secondary needs? Half exactly is not more than half (condition B)."""
    sure = sum(value is True for value in solution.extra)
    possible = sum(value is not False for value in solution.extra)
    if 2 * sure > len(solution.extra):
        return True
    return None if 2 * possible > len(solution.extra) else False


def is_exactly_half(solution: Solution) -> bool:
    return bool(solution.extra) and 2 * sum(value is True for value in solution.extra) == len(solution.extra)


def condition_a(solutions: Iterable[Solution]) -> Truth:
    """No solution answers the main needs."""
    return contrary(some(meets_main(solution) for solution in solutions))


def condition_b(solutions: Iterable[Solution]) -> Truth:
    """No solution answers more than half of the secondary needs. Only asked when there are some."""
    return contrary(some(exceeds_half(solution) for solution in solutions))


def either(a: Truth, b: Truth, *, has_extra: bool) -> Truth:
    """A or B: each is enough in the text of the proposition; without secondary needs, A alone."""
    return some((a, b)) if has_extra else a


def common_sense(solutions: Iterable[Solution], *, has_extra: bool) -> Truth:
    """No one solution answers both lists: our reading, where the text compares each list apart."""
    return contrary(
        some(every((meets_main(one), exceeds_half(one))) if has_extra else meets_main(one) for one in solutions)
    )


def judge(*, main: tuple[str, ...], extra: tuple[str, ...], solutions: tuple[Solution, ...]) -> Verdict:
    """What the test says of these needs and of these solutions, in both readings, with what should be discussed."""
    a, b = condition_a(solutions), condition_b(solutions) if extra else None
    verdict = Verdict(
        condition_a=a,
        condition_b=b,
        has_extra=bool(extra),
        literal=either(a, b, has_extra=bool(extra)),
        sensible=common_sense(solutions, has_extra=bool(extra)),
    )
    return replace(verdict, borders=tuple(borders(verdict, extra, solutions)))


def borders(verdict: Verdict, extra: tuple[str, ...], solutions: tuple[Solution, ...]) -> Iterable[Border]:
    """The borderline cases of ACH-3, each when it is met."""
    if not solutions:
        yield Border(
            "aucune-solution",
            _("Aucune solution recensée"),
            _(
                "A et B sont remplies, faute de candidats. L’appel a-t-il été assez vu ? Avez-vous cherché ailleurs ? "
                "Un silence ne prouve pas que l’on a cherché."
            ),
        )
    if not verdict.has_extra:
        yield Border(
            "sans-accessoire",
            _("Aucun besoin accessoire"),
            _("La condition B est sans objet : elle compare une moitié de rien. Seule A compte."),
        )
    if verdict.diverges:
        yield Border(
            "croisees",
            _("Solutions croisées, la lettre et le bon sens divergent"),
            _(
                "Les besoins principaux sont couverts par une solution, plus de la moitié des accessoires par une "
                "autre. À la lettre, ni A ni B ; pourtant aucune ne convient. Le bon sens demande qu’une même solution "
                "remplisse les deux listes."
            ),
            tuple(one.name for one in solutions if meets_main(one) is True or exceeds_half(one) is True),
        )
    if verdict.condition_b is True:
        yield from borders_of_b(verdict, extra, solutions)


def borders_of_b(verdict: Verdict, extra: tuple[str, ...], solutions: tuple[Solution, ...]) -> Iterable[Border]:
    if halves := tuple(one.name for one in solutions if is_exactly_half(one)):
        yield Border(
            "moitie-pile",
            _("La moitié pile"),
            _(
                "La moitié n’est pas « plus de la moitié » : un besoin accessoire couvert en plus, et la condition B "
                "tomberait. Vérifiez cette ligne deux fois."
            ),
            halves,
        )
    if solutions and verdict.condition_a is False:
        yield Border(
            "confort",
            _("Tout l’indispensable existe déjà"),
            _(
                "Une solution couvre tous les besoins principaux, et seule la condition B justifie le partenariat : on "
                "paierait une recherche pour l’accessoire. Le test dit oui, votre assemblée peut dire non."
            ),
            tuple(one.name for one in solutions if meets_main(one) is True),
        )
    if solutions and (heavy := weighing(extra, solutions)):
        yield Border(
            "poids",
            _("Des accessoires qui font pencher la balance"),
            _(
                "Aucune solution ne couvre ces besoins accessoires, et sans eux la condition B ne serait plus remplie. "
                "Multiplier les accessoires impossibles fabrique une justification : faites relire la liste."
            ),
            heavy,
        )


def weighing(extra: tuple[str, ...], solutions: tuple[Solution, ...]) -> tuple[str, ...]:
    """The secondary needs that no solution meets, when B holds because of them alone."""
    met = [some(one.extra[place] for one in solutions) is not False for place in range(len(extra))]
    if all(met) or not any(met):
        return ()
    lighter = tuple(
        replace(one, extra=tuple(value for value, kept in zip(one.extra, met, strict=True) if kept))
        for one in solutions
    )
    if condition_b(lighter) is True:
        return ()
    return tuple(need for need, kept in zip(extra, met, strict=True) if not kept)


@dataclass(frozen=True, slots=True)
class Precaution:
    """A step of the procedure of proposition n° 22, or its safeguard (ACH-3): what it asks, what its lack means."""

    code: str
    text: str
    lack: str


PRECAUTIONS: tuple[Precaution, ...] = (
    Precaution(
        "figees",
        _("Les deux listes ont-elles été figées et datées avant l’appel ?"),
        _(
            "Une liste que l’on peut encore changer après l’appel ne prouve rien. Datez-la, et gardez la version "
            "d’avant."
        ),
    ),
    Precaution(
        "relues",
        _("Une personne extérieure au projet a-t-elle relu les listes ?"),
        _("Sans relecture, rien n’empêche d’ajouter des accessoires impossibles. Demandez-la avant de conclure."),
    ),
    Precaution(
        "appel",
        _("Un appel à manifestation d’intérêt a-t-il été publié sur la base de ces besoins ?"),
        _(
            "L’appel est la deuxième étape de la proposition : sans lui, la comparaison ne porte que sur ce que vous "
            "connaissiez."
        ),
    ),
    Precaution(
        "muet",
        _("L’appel demandait-il des solutions existantes, sans parler du partenariat ?"),
        _("Un appel qui annonce une invention décourage ceux qui ont déjà un produit : il faudrait le refaire."),
    ),
    Precaution(
        "ailleurs",
        _("Avez-vous aussi cherché vous-même des solutions, hors des réponses à l’appel ?"),
        _(
            "La proposition compare les réponses reçues et les solutions que vous avez pu trouver par ailleurs. "
            "Sourcez."
        ),
    ),
)


def lacks(precautions: Mapping[str, Truth]) -> tuple[Precaution, ...]:
    """The precautions that were not taken, or of which nobody knows."""
    return tuple(one for one in PRECAUTIONS if precautions.get(one.code) is not True)
