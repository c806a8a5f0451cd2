"""What an achievement says: to people, its criteria as sentences; to programs, an Open Badges 3.0 `Achievement`."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passport.achievements.models import Achievement
from passport.achievements.rules import Production, Requirement

LANGUAGE: Final = "fr"
# The closest of the types that Open Badges 3.0 lists (§ B.1.1, `achievementType`).
TYPES: Final = {Achievement.Kind.PASSPORT: "Certification", Achievement.Kind.ATTESTATION: "Assessment"}


def achievement_document(achievement: Achievement) -> dict[str, Any]:
    """The `Achievement` of Open Badges 3.0, as a credential holds it and as its own address answers it.

    Without `@context`: a credential gives its own, `passport.achievements.views` adds one. Made of what is
    frozen with the achievement, so the same at every call as long as the site keeps its address.
    """
    address = achievement.public_address
    document: dict[str, Any] = {
        "id": address,
        "type": ["Achievement"],
        "achievementType": TYPES[Achievement.Kind(achievement.kind)],
        "version": achievement.version,
        "inLanguage": LANGUAGE,
        "name": achievement.name,
        "description": achievement.description,
        "criteria": {"id": f"{address}/criteres", "narrative": achievement.criteria},
        "image": {
            "id": f"{address}/insigne.png",
            "type": "Image",
            "caption": _("Insigne : %(name)s") % {"name": achievement.name},
        },
    }
    if achievement.lowest_threshold is not None:
        document["resultDescription"] = [
            {
                "id": score_id(achievement),
                "type": ["ResultDescription"],
                "name": _("Score moyen des évaluations") if achievement.is_passport else _("Score de l’évaluation"),
                "resultType": "Percent",
                "valueMin": "0",
                "valueMax": "100",
                "requiredValue": str(achievement.lowest_threshold),
            }
        ]
    return document


def score_id(achievement: Achievement) -> str:
    """What a `Result` of a credential points at: the mean of its evaluations, in percent.

    Each module has a threshold of its own; a mean under the lowest of them would mean that one was missed.
    """
    return f"{achievement.public_address}#score"


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
