"""What the server says of a result, in French."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.h5p.models import Result, Trust
from courses.h5p.rules.standing import DECLARED, PARTIAL, Kind, Standing

MOST_DECLARED: Final = 1_000_000


def in_figures(number: Decimal) -> str:
    """« 4 », « 2,5 »: three decimals at most, none for nothing."""
    return str(number_format(number.normalize() if number % 1 else number.to_integral_value(), use_l10n=True))


def points_of(points: Decimal, maximum: Decimal) -> str:
    """« 4 points sur 5 »; below two, French counts one."""
    words = ngettext("{points} point sur {maximum}", "{points} points sur {maximum}", int(points))
    return words.format(points=in_figures(points), maximum=in_figures(maximum))


def label_of(result: Result) -> str:
    """How much of it was verified, in a word or two."""
    return str(Trust(result.trust).label)


def verdict_on(result: Result, refusals: Sequence[str] = ()) -> str:
    """A few sentences to the learner, right after the result; `refusals` are those of grading, in French."""
    sentences = [worth_of(result)]
    if refusals:
        sentences.append(_("Une réponse n’est pas de celles que cette activité permet : elle ne compte pas."))
    elif not result.is_complete:
        sentences.append(_("Allez jusqu’au bout de l’activité pour qu’elle soit faite."))
    return " ".join(sentences)


def worth_of(result: Result) -> str:
    score = points_of(result.points, result.maximum)
    if result.trust == Trust.VERIFIED and result.maximum:
        return _("Résultat vérifié : {score}.").format(score=score)
    if result.trust == Trust.PARTIAL:
        return _("Résultat vérifié en partie : {score}. Le reste est enregistré, sans points.").format(score=score)
    if not result.is_complete:
        return _("Réponse enregistrée.")
    if result.trust == Trust.VERIFIED:
        return _("Activité faite, et vérifiée.")
    declared = declared_score(result)
    if not declared:
        return _("Activité faite. Elle ne donne pas de points.")
    return _("Résultat déclaré par l’activité : {score}. Il vaut « fait », sans points.").format(score=declared)


def declared_score(result: Result) -> str:
    """In words when it is likely; a browser may declare anything."""
    points, maximum = result.declared_points, result.declared_maximum
    if points is None or maximum is None or not 0 <= points <= maximum <= MOST_DECLARED or not maximum:
        return ""
    return points_of(round(Decimal(points), 3), round(Decimal(maximum), 3))


def in_words(standing: Standing, threshold_percent: int | None) -> str:
    """Where a learner stands at a place, in one line."""
    if standing.kind == Kind.NONE:
        return ""
    if standing.best_percent is None:
        return in_words_without_points(standing, threshold_percent)
    best = int(standing.best_percent)
    if threshold_percent is None:
        return _("Fait. Votre meilleur résultat vérifié : {best} %.").format(best=best)
    if standing.is_complete:
        return _("Réussi. Votre meilleur résultat vérifié : {best} %, pour {threshold} % demandés.").format(
            best=best, threshold=threshold_percent
        )
    return _("Votre meilleur résultat vérifié : {best} %. Il en faut {threshold} %.").format(
        best=best, threshold=threshold_percent
    )


def in_words_without_points(standing: Standing, threshold_percent: int | None) -> str:
    if threshold_percent is not None:
        return _("Joué, sans résultat vérifié. Il faut {threshold} % de points vérifiés.").format(
            threshold=threshold_percent
        )
    if not standing.is_complete:
        return _("Commencé. Allez jusqu’au bout de l’activité pour qu’elle soit faite.")
    return {DECLARED: _("Fait, d’après l’activité."), PARTIAL: _("Fait, vérifié en partie.")}.get(
        standing.trust, _("Fait.")
    )
