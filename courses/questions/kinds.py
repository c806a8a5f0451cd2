"""The seven kinds of question, and what the options of each must be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ARROW = " => "
NUMBER = re.compile(r"-?(0|[1-9]\d{0,9})(,\d{0,5}[1-9])?")


class Kind(models.TextChoices):
    """The shapes of a question; values are those of the Markdown bank."""

    SINGLE = "choix-unique", _("Choix unique")
    MULTIPLE = "choix-multiple", _("Choix multiple")
    TRUE_FALSE = "vrai-faux-justifié", _("Vrai ou faux, justifié")
    MATCHING = "appariement", _("Appariement")
    ORDERING = "ordre", _("Ordre")
    NUMERIC = "numérique", _("Numérique")
    CASE = "mini-cas", _("Mini-cas")


class Level(models.TextChoices):
    """Bloom's revised taxonomy (syllabus, § 4)."""

    REMEMBER = "mémoriser", _("Mémoriser")
    UNDERSTAND = "comprendre", _("Comprendre")
    APPLY = "appliquer", _("Appliquer")
    ANALYSE = "analyser", _("Analyser")
    EVALUATE = "évaluer", _("Évaluer")


ONE_RIGHT = frozenset({Kind.SINGLE, Kind.TRUE_FALSE, Kind.CASE})


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """One row of a question: what is shown, what is right about it, what is said of it afterwards."""

    text: str
    feedback: str
    right: bool = False
    match: str = ""
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """What stops a question from being asked; `option` is the index of the row, None for the whole."""

    option: int | None
    reason: str


def read_decimal(text: str) -> Decimal | None:
    """« 2,8 » as a number, None when it is not written in its one canonical form."""
    return Decimal(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


def write_decimal(number: Decimal) -> str:
    """The one canonical form: a comma, no useless zero, no exponent."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", ",")


def option_flaws(
    kind: str, options: Sequence[OptionDraft], *, value: Decimal | None = None, tolerance: Decimal | None = None
) -> list[Flaw]:
    """Everything to correct, in reading order of the rows, then of the whole."""
    flaws = [*_row_flaws(kind, options)]
    if kind in ONE_RIGHT:
        flaws += _choice_flaws(options)
    elif kind == Kind.MULTIPLE:
        flaws += _multiple_flaws(options)
    elif kind == Kind.MATCHING:
        flaws += _matching_flaws(options)
    elif kind == Kind.ORDERING:
        flaws += _ordering_flaws(options)
    elif kind == Kind.NUMERIC:
        flaws += _numeric_flaws(options, value, tolerance)
    return flaws


def _row_flaws(kind: str, options: Sequence[OptionDraft]) -> Iterator[Flaw]:
    seen: set[str] = set()
    for index, option in enumerate(options):
        if not option.text:
            yield Flaw(index, gettext("Écrivez le texte de la proposition."))
        elif option.text in seen:
            yield Flaw(index, gettext("Ne proposez pas deux fois « {text} ».").format(text=option.text))
        seen.add(option.text)
        if not option.feedback:
            yield Flaw(index, gettext("Expliquez cette proposition : la rétroaction manque."))
        if ARROW in option.text + option.match:
            yield Flaw(index, gettext("Retirez « => » du texte : ce signe sépare les deux côtés d’un appariement."))
        if option.match and kind != Kind.MATCHING:
            yield Flaw(index, gettext("Retirez le côté droit : il ne sert qu’aux appariements."))
        if option.rank is not None and kind != Kind.ORDERING:
            yield Flaw(index, gettext("Retirez le rang : il ne sert qu’aux questions d’ordre."))


def _count_flaw(options: Sequence[OptionDraft], least: int, most: int) -> Iterator[Flaw]:
    if not least <= len(options) <= most:
        reason = gettext("Écrivez de {least} à {most} propositions : il y en a {count}.")
        yield Flaw(None, reason.format(least=least, most=most, count=len(options)))


def _choice_flaws(options: Sequence[OptionDraft]) -> Iterator[Flaw]:
    yield from _count_flaw(options, 3, 5)
    right = sum(option.right for option in options)
    if right != 1:
        yield Flaw(None, gettext("Marquez une seule bonne réponse : {count} sont marquées.").format(count=right))


def _multiple_flaws(options: Sequence[OptionDraft]) -> Iterator[Flaw]:
    yield from _count_flaw(options, 3, 8)
    right = sum(option.right for option in options)
    if right < 2:
        reason = gettext("Marquez au moins deux bonnes réponses, ou choisissez le type « choix unique ».")
        yield Flaw(None, reason)
    elif right == len(options):
        yield Flaw(None, gettext("Ajoutez au moins une proposition fausse : tout cocher ne doit pas suffire."))


def _matching_flaws(options: Sequence[OptionDraft]) -> Iterator[Flaw]:
    yield from _count_flaw(options, 2, 8)
    for index, option in enumerate(options):
        if not option.match:
            yield Flaw(index, gettext("Écrivez ce qui va avec « {text} ».").format(text=option.text))
    if options and len({option.match for option in options}) == 1 and len(options) > 1:
        yield Flaw(None, gettext("Variez les côtés droits : ils sont tous les mêmes."))


def _ordering_flaws(options: Sequence[OptionDraft]) -> Iterator[Flaw]:
    yield from _count_flaw(options, 3, 8)
    ranks = [option.rank for option in options]
    if sorted(rank or 0 for rank in ranks) != list(range(1, len(options) + 1)):
        reason = gettext("Donnez à chaque étape un rang différent, de 1 à {count}.").format(count=len(options))
        yield Flaw(None, reason)


def _numeric_flaws(options: Sequence[OptionDraft], value: Decimal | None, tolerance: Decimal | None) -> Iterator[Flaw]:
    if value is None:
        yield Flaw(None, gettext("Donnez la valeur juste."))
    if tolerance is None:
        yield Flaw(None, gettext("Donnez la tolérance : 0 quand la valeur doit être exacte."))
    elif tolerance < 0:
        yield Flaw(None, gettext("Donnez une tolérance positive ou nulle."))
    right = [option for option in options if option.right]
    if len(right) != 1:
        reason = gettext("Marquez une seule valeur juste : {count} sont marquées.").format(count=len(right))
        yield Flaw(None, reason)
    for index, option in enumerate(options):
        number = read_decimal(option.text)
        if number is None:
            reason = gettext("Écrivez un nombre, virgule comprise et sans espace, au lieu de « {text} ».")
            yield Flaw(index, reason.format(text=option.text))
        elif value is not None and tolerance is not None:
            is_close = abs(number - value) <= tolerance
            if option.right and number != value:
                reason = gettext("Écrivez ici la valeur juste, {value}.").format(value=write_decimal(value))
                yield Flaw(index, reason)
            elif is_close and not option.right:
                yield Flaw(index, gettext("Changez cette erreur prévue : elle est dans la tolérance."))
