"""What is frozen at issue: every word that the certificate and the public page will ever show."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.models import User
from passport.achievements.models import Achievement


class QuizStanding(Protocol):
    @property
    def best_percent(self) -> Decimal | None: ...


class ModuleStanding(Protocol):
    """The part of a module’s standing that goes on a credential."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def threshold_percent(self) -> int: ...
    @property
    def passed_on(self) -> datetime | None: ...
    @property
    def quiz(self) -> QuizStanding | None: ...


class ProductionStanding(Protocol):
    """The part of a production’s standing that goes on a credential: never what was handed in."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def accepted_on(self) -> datetime | None: ...


def compose_content(
    *,
    holder: User,
    achievement: Achievement,
    modules: Iterable[ModuleStanding],
    productions: Iterable[ProductionStanding] = (),
) -> dict[str, Any]:
    passed = [
        {
            "code": module.code,
            "title": module.title,
            "version": module.version,
            "threshold_percent": module.threshold_percent,
            "passed_on": timezone.localdate(module.passed_on).isoformat(),
            "percent": _percent(module),
        }
        for module in modules
    ]
    accepted = [
        {
            "code": production.code,
            "title": production.title,
            "accepted_on": timezone.localdate(production.accepted_on).isoformat(),
        }
        for production in productions
    ]
    pathway = achievement.pathway
    return {
        "holder_name": holder.name,
        "kind": achievement.kind,
        "name": achievement.name,
        "description": achievement.description,
        "criteria": achievement.criteria,
        "criteria_path": achievement.get_absolute_url(),
        "statement": _statement(achievement, passed, len(accepted)),
        "pathway": pathway.title,
        "audience": pathway.audience,
        "audience_label": pathway.get_audience_display(),
        "modules": passed,
        "productions": accepted,
        "issuer": {"name": settings.ISSUER_NAME, "url": settings.SITE_URL},
        "version": achievement.version,
    }


def _percent(module: ModuleStanding) -> int | None:
    """The best result, rounded down so that nobody is said to have reached more."""
    if module.quiz is None or module.quiz.best_percent is None:
        return None
    return int(module.quiz.best_percent)


def _statement(achievement: Achievement, modules: list[dict[str, Any]], productions: int = 0) -> str:
    """What the person did, as the end of a sentence that begins with the person."""
    lowest = min(module["threshold_percent"] for module in modules)
    if not achievement.is_passport:
        return _("a réussi l’évaluation du module « %(title)s » avec %(percent)d %% des points ou plus.") % {
            "title": modules[0]["title"],
            "percent": lowest,
        }
    if productions:
        return _statement_with_productions(len(modules), lowest, productions)
    return ngettext(
        "a terminé les leçons demandées du module et réussi son évaluation avec %(percent)d %% des points ou plus.",
        "a terminé les leçons demandées de %(count)d modules et réussi l’évaluation de chacun "
        "avec %(percent)d %% des points ou plus.",
        len(modules),
    ) % {"count": len(modules), "percent": lowest}


def _statement_with_productions(modules: int, lowest: int, productions: int) -> str:
    done = ngettext(
        "a terminé les leçons demandées du module, réussi son évaluation avec %(percent)d %% des points ou plus",
        "a terminé les leçons demandées de %(count)d modules, réussi l’évaluation de chacun "
        "avec %(percent)d %% des points ou plus",
        modules,
    ) % {"count": modules, "percent": lowest}
    handed_in = ngettext(
        "et rendu une production, lue et acceptée.",
        "et rendu %(count)d productions, lues et acceptées.",
        productions,
    ) % {"count": productions}
    return f"{done} {handed_in}"
