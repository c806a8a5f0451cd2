"""The exit-cost calculator: answers as they travel, and the sheet that they lead to."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from cms.foundation.numbers import rounded
from courses.tools.catalogue import EXIT_COST
from courses.tools.documents import Part, Reading, Sheet, Table, Verdict, lowered
from courses.tools.documents.sheet import Kind as Tone
from courses.tools.rules import exit_cost as rules
from courses.tools.rules import reading
from courses.tools.services.kind import Answers, Kind

VERSION: Final = "2026-11"
PROJECT_LENGTH: Final = 120
TEXT_LENGTH: Final = 1000
BOUNDS: Final = ("low", "likely", "high")
TONES: Final[dict[str, Tone]] = {rules.GREEN: "juste", rules.ORANGE: "revoir", rules.RED: "revoir"}
TESTS: Final = (rules.RECENT, rules.OLD, rules.NEVER)


def read(sent: Answers) -> Answers:
    """The contract, then a line for each item that was filled; amounts are kept as « 12500.50 »."""
    lines = reading.mapping(sent.get("lines", {}))
    reading.one_of_each(lines, rules.BY_CODE)
    months = sent.get("months_left")
    if months is not None and (type(months) is not int or not 0 <= months <= rules.MOST_MONTHS):
        raise reading.Unreadable("not a number of months")
    return {
        "project": reading.line(sent.get("project", ""), longest=PROJECT_LENGTH),
        "yearly": read_amount(sent.get("yearly", ""), rules.MOST_EUROS),
        "months_left": months,
        "test": reading.one_of(sent.get("test", ""), ("", *TESTS)),
        "lines": {
            item.code: read_line(reading.mapping(lines[item.code]), item) for item in rules.ITEMS if item.code in lines
        },
        "hypotheses": reading.text(sent.get("hypotheses", ""), longest=TEXT_LENGTH),
    }


def read_line(sent: dict[str, Any], item: rules.Item) -> dict[str, str]:
    """Low and high stay empty when they were not said; a lump sum has no quantity."""
    names = (*BOUNDS, "quantity") if item.unit else BOUNDS
    reading.one_of_each(sent, names)
    found = {
        name: read_amount(sent.get(name, ""), rules.MOST_UNITS if name == "quantity" else rules.MOST_EUROS)
        for name in names
    }
    if item.whole and "." in found["quantity"]:
        raise reading.Unreadable("half a thing")
    line = line_of(found, item)
    if line is not None and not line.is_ordered:
        raise reading.Unreadable("low above likely, or likely above high")
    return found


def read_amount(sent: object, most: Decimal) -> str:
    text = reading.line(sent, longest=20)
    if not text:
        return ""
    amount = rules.read_amount(text)
    if amount is None or amount > most:
        raise reading.Unreadable("not an amount, or too large")
    return rules.plain(amount)


def line_of(found: dict[str, str], item: rules.Item) -> rules.Line | None:
    """None while the likely price, or the quantity of what is counted, was not said."""
    if not found["likely"] or (item.unit and not found["quantity"]):
        return None
    likely = Decimal(found["likely"])
    return rules.Line(
        quantity=Decimal(found["quantity"]) if item.unit else Decimal(1),
        low=Decimal(found["low"]) if found["low"] else likely,
        likely=likely,
        high=Decimal(found["high"]) if found["high"] else likely,
    )


def has_contract(answers: Answers) -> bool:
    return bool(answers["project"] and answers["test"]) and (
        bool(answers["yearly"]) and Decimal(answers["yearly"]) > 0 and answers["months_left"] is not None
    )


def lines_in(answers: Answers) -> dict[str, rules.Line]:
    found = {code: line_of(line, rules.BY_CODE[code]) for code, line in answers["lines"].items()}
    return {code: line for code, line in found.items() if line is not None}


def has_lines(answers: Answers) -> bool:
    return len(lines_in(answers)) == len(rules.ITEMS)


def is_complete(answers: Answers) -> bool:
    return has_contract(answers) and has_lines(answers)


def title(answers: Answers) -> str:
    return str(answers["project"])


def estimate_of(answers: Answers) -> rules.Estimate:
    contract = rules.Contract(Decimal(answers["yearly"]), answers["months_left"], answers["test"])
    return rules.estimate(lines_in(answers), contract)


def euros(amount: Decimal) -> str:
    """« 12 500 € », with cents when there are some."""
    return f"{rounded(amount, 0 if amount == amount.to_integral_value() else 2)}\u00a0€"


def percent(share: Fraction) -> str:
    return f"{rounded(exact(share * 100))}\u00a0%"


def exact(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def index(number: Fraction) -> str:
    """« 1,9 », « 0,67 »; near a threshold, on which side of it: what is rounded may not tell another colour."""
    places = next((places for places in (0, 1) if (number * 10**places).denominator == 1), 2)
    shown = rounded(exact(number), places)
    nearest = Fraction(round(number * 100), 100)
    if rules.colour_of(nearest) == rules.colour_of(number):
        return shown
    side = _("un peu moins de {index}") if number < nearest else _("un peu plus de {index}")
    return side.format(index=rounded(exact(nearest), 1))


def sheet(answers: Answers, made_at: datetime) -> Sheet:
    found = estimate_of(answers)
    parts = (
        conclusion(found),
        compared(found, answers),
        expenses(found, answers),
        Part(title=_("À vérifier"), points=tuple(_(warning) for warning in found.warnings)) if found.warnings else None,
        Part(title=_("Ce qu’il faut négocier, le plus lourd d’abord"), points=tuple(levers(found)))
        if found.levers
        else None,
        Part(title=_("Vos hypothèses"), texts=(answers["hypotheses"],)) if answers["hypotheses"] else None,
        Part(
            title=_("Pour la suite, relisez"),
            readings=(
                Reading("REV-5", _("la méthode, et trois façons de se tromper")),
                Reading("REV-4", _("la clause qui fait baisser ce coût")),
                Reading("REV-3", _("les réseaux d’objets, ouverts ou non")),
            ),
        ),
    )
    return Sheet(
        title=str(EXIT_COST.title),
        subject=answers["project"],
        made_at=made_at,
        warning=_(
            "Les seuils de 0,5 et de 1,5 sont une convention de ce cours : ils ne viennent ni du rapport, ni de la "
            "loi. Ils "
            "servent à trier les contrats, non à décider d’un départ."
        ),
        parts=tuple(part for part in parts if part is not None),
        sources=(
            _(
                "Méthode du cours, leçon REV-5. Rapport de Luc Belot, « De la smart city au territoire "
                "d’intelligence(s) », avril "
                "2017, § 3.2.2.5.1, pour l’idée d’un coût de sortie."
            ),
        ),
    )


def conclusion(found: rules.Estimate) -> Part:
    colour = {rules.GREEN: _("vert"), rules.ORANGE: _("orange"), rules.RED: _("rouge")}
    heading = _("Indice de dépendance : {index}, {colour}").format(
        index=index(found.likely.index), colour=colour[found.likely.colour]
    )
    return Part(
        title=_("Ce que coûterait le départ"),
        verdict=Verdict(TONES[found.likely.colour], heading, _(found.advice)),
        facts=(
            (_("Coût de sortie probable"), euros(found.likely.total)),
            (
                _("Du plus bas au plus haut"),
                _("de {low} à {high}, indice de {least} à {most}").format(
                    low=euros(found.low.total),
                    high=euros(found.high.total),
                    least=index(found.low.index),
                    most=index(found.high.index),
                ),
            ),
            (_("Couleurs possibles"), ", ".join(colour[one] for one in found.colours)),
        ),
    )


def compared(found: rules.Estimate, answers: Answers) -> Part:
    months = answers["months_left"]
    facts = [
        (_("Coût d’un an"), euros(Decimal(answers["yearly"]))),
        (
            _("Le départ vaut"),
            _("{months} mois d’usage").format(months=rounded(exact(found.likely.months), 1)),
        ),
        (
            _("Durée qui reste au contrat"),
            _("{count} mois").format(count=months),
        ),
    ]
    if months:
        facts.append((_("Payer jusqu’au bout coûterait"), euros(found.left_to_pay)))
    facts.append((_("Dernier export complet essayé"), str(test_words()[answers["test"]])))
    return Part(title=_("Comparé au contrat"), facts=tuple(facts))


def test_words() -> dict[str, str]:
    return {
        rules.RECENT: _("Il y a moins d’un an"),
        rules.OLD: _("Il y a plus d’un an"),
        rules.NEVER: _("Jamais, ou je ne sais pas"),
    }


def expenses(found: rules.Estimate, answers: Answers) -> Part:
    """The figures in a table, with the share of each as a bar where it can be drawn."""
    lines = lines_in(answers)
    return Part(
        title=_("Dépense par dépense"),
        texts=(_("Les parts sont arrondies ; elles portent sur le montant probable."),),
        table=Table(
            _("Sept dépenses, en euros"),
            (_("Dépense"), _("Calcul"), _("Probable"), _("Du bas au haut"), _("Part")),
            (
                *(row(amount, lines[amount.item.code]) for amount in found.amounts),
                (
                    _("Total"),
                    "",
                    euros(found.likely.total),
                    span(found.low.total, found.high.total),
                    percent(whole(found)),
                ),
            ),
            bars=(*(f"{float(amount.share * 100):.1f}" for amount in found.amounts), ""),
            widths=(30, 24, 15, 21, 10),
        ),
    )


def whole(found: rules.Estimate) -> Fraction:
    return sum((amount.share for amount in found.amounts), Fraction(0))


def row(amount: rules.Amount, line: rules.Line) -> tuple[str, ...]:
    quantity = rounded(line.quantity, 0 if line.quantity == line.quantity.to_integral_value() else 2)
    how = f"{quantity} × {euros(line.likely)} ({_(amount.item.unit)})" if amount.item.unit else _("forfait")
    return (_(amount.item.name), how, euros(amount.likely), span(amount.low, amount.high), percent(amount.share))


def span(low: Decimal, high: Decimal) -> str:
    return euros(low) if low == high else _("{low} à {high}").format(low=euros(low), high=euros(high))


def levers(found: rules.Estimate) -> Iterator[str]:
    for amount in found.levers:
        yield _("{name} ({share}) : {lever}").format(
            name=_(amount.item.name), share=percent(amount.share), lever=lowered(_(amount.item.lever))
        )


EXIT_COST_KIND: Final = Kind(
    tool=EXIT_COST, version=VERSION, read=read, is_complete=is_complete, title=title, sheet=sheet
)
