"""The criteria as sentences, written once when an achievement comes to exist."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passport.achievements.rules import Production, Requirement


def write_passport_criteria(requirements: Sequence[Requirement], productions: Sequence[Production] = ()) -> str:
    """One paragraph for what is asked as a whole, then one per module and one per production."""
    whole = ngettext(
        "Finir les leçons obligatoires du module et réussir son évaluation, corrigée par le serveur.",
        "Finir les leçons obligatoires des %(count)d modules et réussir l’évaluation de chacun, "
        "corrigée par le serveur.",
        len(requirements),
    ) % {"count": len(requirements)}
    return "\n\n".join([whole, *map(_about, requirements), *map(_about_production, productions)])


def write_attestation_criteria(requirement: Requirement) -> str:
    """Passing the quiz is enough: its questions are drawn from every required lesson."""
    whole = _("Réussir l’évaluation du module, corrigée par le serveur. Elle porte sur ses leçons obligatoires.")
    return f"{whole}\n\n{_about(requirement)}"


def _about_production(production: Production) -> str:
    parts = ", ".join(_("« %(title)s »") % {"title": title} for title in production.parts)
    asked = _("%(title)s, lue et acceptée par un formateur ou une formatrice") % {"title": production.title}
    return _("Production : %(asked)s (%(parts)s).") % {"asked": asked, "parts": parts} if parts else f"{asked}."


def _about(requirement: Requirement) -> str:
    quiz = ngettext(
        "évaluation de %(count)d question, %(threshold)d %% des points au moins",
        "évaluation de %(count)d questions, %(threshold)d %% des points au moins",
        requirement.questions,
    ) % {"count": requirement.questions, "threshold": requirement.threshold_percent}
    asked = [quiz]
    if requirement.lessons:
        titles = ", ".join(_("« %(title)s »") % {"title": lesson.title} for lesson in requirement.lessons)
        asked.append(_("leçons obligatoires : %(titles)s") % {"titles": titles})
    return _("%(title)s (version %(version)s) : %(asked)s.") % {
        "title": requirement.title,
        "version": requirement.version,
        "asked": _(" ; ").join(asked),
    }
