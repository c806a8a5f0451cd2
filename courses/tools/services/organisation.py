"""The organisation exercise: answers as they travel, and the sheet that they lead to."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.tools.catalogue import ORGANISATION
from courses.tools.documents import Part, Reading, Sheet, Table, Verdict, lowered
from courses.tools.rules import organisation as rules
from courses.tools.rules import reading
from courses.tools.rules.table_5 import (
    CELLS,
    CRITERIA,
    LARGE,
    MODES,
    NEAR,
    ODDITIES,
    OPPOSITE,
    SHORT,
    SIGNS,
    SIZES,
    SMALL,
    TABLE,
    Cell,
    PlacedCell,
    RebuiltTable,
    rebuild,
)
from courses.tools.services.kind import Answers, Kind

VERSION: Final = "2026-11"
PROJECT_LENGTH: Final = 120
TEXT_LENGTH: Final = 1000
MOST_OBJECTIONS: Final = 3
MOST_MONTHS: Final = 120
MOST_SHIFTS: Final = 6


def read(sent: Answers) -> Answers:
    """Signs placed, weights, cells disputed, and a path; each kept only if it is one of ours."""
    return {
        "placed": read_numbers(sent.get("placed", {}), CELLS, SIGNS),
        "compared": reading.yes_or_no(sent.get("compared", False)),
        "project": reading.line(sent.get("project", ""), longest=PROJECT_LENGTH),
        "size": one_or_none(sent.get("size", ""), SIZES),
        "weights": read_numbers(sent.get("weights", {}), CRITERIA, range(rules.POINTS + 1)),
        "objections": [
            read_objection(reading.mapping(one))
            for one in reading.sequence(sent.get("objections", []), longest=MOST_OBJECTIONS)
        ],
        "failure": reading.text(sent.get("failure", ""), longest=TEXT_LENGTH),
        "path": read_path(reading.mapping(sent.get("path", {}))),
    }


def read_numbers(sent: object, names: Any, numbers: Any) -> dict[str, int]:
    """Whole numbers under known names; what is kept follows our order."""
    found = reading.mapping(sent)
    reading.one_of_each(found, names)
    if not all(type(number) is int and number in numbers for number in found.values()):
        raise reading.Unreadable("not one of the numbers")
    return {name: found[name] for name in names if name in found}


def one_or_none(sent: object, allowed: Any) -> str:
    return reading.one_of(sent, ("", *allowed))


def read_objection(sent: dict[str, Any]) -> dict[str, Any]:
    sign = sent.get("sign", 0)
    if type(sign) is not int or sign not in (0, *SIGNS):
        raise reading.Unreadable("not a sign")
    return {
        "cell": one_or_none(sent.get("cell", ""), CELLS),
        "sign": sign,
        "reason": reading.text(sent.get("reason", ""), longest=TEXT_LENGTH),
    }


def read_path(sent: dict[str, Any]) -> dict[str, Any]:
    months = sent.get("months", 0)
    if type(months) is not int or not 0 <= months <= MOST_MONTHS:
        raise reading.Unreadable("not a number of months")
    return {
        "now": one_or_none(sent.get("now", ""), MODES),
        "months": months,
        "then": one_or_none(sent.get("then", ""), MODES),
        "learning": reading.text(sent.get("learning", ""), longest=TEXT_LENGTH),
    }


def rebuilt(answers: Answers) -> RebuiltTable:
    return rebuild(answers["placed"])


def has_weights(answers: Answers) -> bool:
    return bool(answers["project"] and answers["size"]) and rules.shares_points(answers["weights"])


def objections_in(answers: Answers) -> tuple[rules.Objection, ...]:
    return tuple(rules.Objection(**one) for one in answers["objections"])


def has_objection(answers: Answers) -> bool:
    return any(objection.counts for objection in objections_in(answers))


def has_path(answers: Answers) -> bool:
    return bool(answers["path"]["now"] and answers["path"]["months"])


def is_complete(answers: Answers) -> bool:
    return (
        rebuilt(answers).is_full
        and answers["compared"]
        and has_weights(answers)
        and has_objection(answers)
        and has_path(answers)
    )


def title(answers: Answers) -> str:
    return str(answers["project"])


def named(cell: Cell) -> str:
    """« Autonome, rapidité de déploiement », with the size where the report tells them apart."""
    criterion = _(CRITERIA[cell.criterion])
    size = {SMALL: _(" (petite collectivité)"), LARGE: _(" (grande collectivité)")}.get(cell.size, "")
    return f"{_(MODES[cell.mode])}, {lowered(criterion)}{size}"


def modes(codes: tuple[str, ...]) -> str:
    """« autonome », or « autonome et externalisée »."""
    names = [_(MODES[code]).lower() for code in codes]
    return names[0] if len(names) == 1 else _("{some} et {last}").format(some=", ".join(names[:-1]), last=names[-1])


def sheet(answers: Answers, made_at: datetime) -> Sheet:
    path = rules.Path(**answers["path"])
    found = rules.conclude(answers["weights"], answers["size"], objections_in(answers), path)
    parts = (
        ranked(found, answers),
        Part(title=_("À dire avec ce classement"), points=tuple(_(caveat) for caveat in found.caveats)),
        Part(title=_("Ce qui changerait la première place"), points=tuple(changes(found, answers["size"]))),
        disputed(found),
        corrected(found),
        evolving(answers, path),
        compared(rebuilt(answers)),
        Part(title=_("Ce que le tableau a d’étrange"), points=tuple(_(oddity) for oddity in ODDITIES)),
        Part(
            title=_("Pour la suite, relisez"),
            readings=(
                Reading("ORG-2", _("les quatre modes, et ce que leurs signes ne disent pas")),
                Reading("ORG-3", _("le comité et l’équipe ensemble")),
                Reading("ORG-5", _("mutualiser, et conduire le changement")),
            ),
        ),
    )
    return Sheet(
        title=str(ORGANISATION.title),
        subject=answers["project"],
        made_at=made_at,
        warning=_(
            "Exercice du cours : il fait discuter, il ne décide pas. Les signes viennent du rapport de 2017 ; les "
            "changer en "
            "nombres et les additionner est une convention du cours."
        ),
        parts=tuple(part for part in parts if part is not None),
        sources=(
            _(
                "Rapport de Luc Belot, « De la smart city au territoire d’intelligence(s) », avril 2017,"
                " § 4.1.1 et Tableau 5."
            ),
        ),
    )


def ranked(found: rules.Sheet, answers: Answers) -> Part:
    if len(found.leaders) > 1:
        heading = _("Premiers ensemble : {modes}").format(modes=modes(found.leaders))
    else:
        heading = _("Premier : {mode}").format(mode=modes(found.leaders))
    return Part(
        title=_("Le classement, selon vos poids"),
        verdict=Verdict("info", heading, _("C’est le reflet de ce qui compte pour vous, et de rien d’autre.")),
        facts=(
            (_("Taille"), _("petite collectivité") if answers["size"] == SMALL else _("grande collectivité")),
            *((_(CRITERIA[code]), points(weight)) for code, weight in answers["weights"].items()),
        ),
        table=Table(
            _("Somme des poids multipliés par les notes"),
            (_("Mode"), _("Place"), _("Total"), _("Calcul, dans l’ordre des critères")),
            tuple(row(standing, answers) for standing in found.ranking),
            widths=(22, 12, 12, 54),
        ),
    )


def points(count: int) -> str:
    return ngettext("{count} point", "{count} points", count).format(count=count)


def row(standing: rules.Standing, answers: Answers) -> tuple[str, ...]:
    """Each product in the order of the criteria."""
    signs = rules.signs_of(standing.mode, answers["size"])
    products = (f"{answers['weights'][code]}\u00a0×\u00a0{bracketed(signs[code])}" for code in CRITERIA)
    return (_(MODES[standing.mode]), str(standing.place), signed(standing.total), " + ".join(products))


def signed(number: int) -> str:
    return str(number).replace("-", "\u2212")


def bracketed(number: int) -> str:
    return f"({signed(number)})" if number < 0 else str(number)


def changes(found: rules.Sheet, size: str) -> Iterator[str]:
    for shift in found.shifts[:MOST_SHIFTS]:
        source, target = (_(SHORT[code]) for code in (shift.source, shift.target))
        yield ngettext(
            "Déplacez {count} point de « {source} » vers « {target} » : en tête, {modes}.",
            "Déplacez {count} points de « {source} » vers « {target} » : en tête, {modes}.",
            shift.points,
        ).format(count=shift.points, source=source, target=target, modes=modes(shift.leaders))
    if found.other_size != found.leaders:
        other = _("petite") if size == LARGE else _("grande")
        yield _("Avec les mêmes poids, dans une {size} collectivité : en tête, {modes}.").format(
            size=other, modes=modes(found.other_size)
        )
    won = ", ".join(f"{_(MODES[mode]).lower()} {count}" for mode, count in rules.wins(size).items())
    yield _("Sur les 286 façons de partager dix points, premier ou premier ensemble : {won}.").format(won=won)


def disputed(found: rules.Sheet) -> Part:
    facts = []
    for objection in found.objections:
        cell = CELLS[objection.cell]
        said = _("Le rapport écrit {sign}").format(sign=SIGNS[cell.sign])
        if objection.sign:
            said = _("{report}, vous écririez {sign}").format(report=said, sign=SIGNS[objection.sign])
        facts.append((named(cell), f"{said}. {objection.reason}"))
    return Part(title=_("Les cases que vous contestez"), facts=tuple(facts))


def corrected(found: rules.Sheet) -> Part | None:
    """The ranking with the learner's own signs, beside the report's and never instead of it."""
    if not found.corrected:
        return None
    before = {standing.mode: standing for standing in found.ranking}
    return Part(
        title=_("Avec vos propres signes"),
        table=Table(
            _("Le classement, si vos signes remplaçaient ceux du rapport"),
            (_("Mode"), _("Place"), _("Total"), _("Total du rapport")),
            tuple(
                (_(MODES[one.mode]), str(one.place), signed(one.total), signed(before[one.mode].total))
                for one in found.corrected
            ),
        ),
    )


def evolving(answers: Answers, path: rules.Path) -> Part:
    facts = [
        (_("Mode choisi pour commencer"), _(MODES[path.now])),
        (
            _("À relire dans"),
            _("{count} mois").format(count=path.months),
        ),
        (_("Ensuite"), _(MODES[path.then]) if path.then else _("pas encore décidé")),
        (_("Comment les services apprennent"), path.learning or _("pas encore écrit")),
    ]
    if answers["failure"]:
        facts.append((_("Une situation où le premier mode échouerait"), answers["failure"]))
    return Part(title=_("Votre trajectoire"), facts=tuple(facts))


def compared(table: RebuiltTable) -> Part:
    total = len(TABLE)
    return Part(
        title=_("Le tableau, reconstitué puis publié"),
        texts=(
            ngettext(
                "{count} signe sur {total} est celui du rapport. Un écart n’est pas une faute : il montre où discuter.",
                "{count} signes sur {total} sont ceux du rapport. Un écart n’est pas une faute : il montre où "
                "discuter.",
                table.right,
            ).format(count=table.right, total=total),
        ),
        table=Table(
            _("Chaque case, et ce que le texte en dit"),
            (_("Case"), _("Rapport"), _("Vous"), _("Ce qu’en dit le texte")),
            tuple(compared_row(held) for held in table.cells),
            widths=(32, 12, 20, 36),
        ),
    )


def compared_row(held: PlacedCell) -> tuple[str, ...]:
    gap = {NEAR: _("autre force"), OPPOSITE: _("sens contraire")}.get(held.verdict, "")
    own = SIGNS.get(held.placed, "–")
    return (
        named(held.cell),
        SIGNS[held.cell.sign],
        f"{own} ({gap})" if gap else own,
        _(held.cell.argument) if held.cell.argument else _("Rien."),
    )


ORGANISATION_KIND: Final = Kind(
    tool=ORGANISATION, version=VERSION, read=read, is_complete=is_complete, title=title, sheet=sheet
)
