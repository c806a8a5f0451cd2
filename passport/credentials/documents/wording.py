"""What is frozen at issue: every word that the certificate and the public page will ever show."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.models import User
from passport.achievements.models import Achievement


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


def compose_content(*, holder: User, achievement: Achievement, modules: Iterable[ModuleStanding]) -> dict[str, Any]:
    passed = [
        {
            "code": module.code,
            "title": module.title,
            "version": module.version,
            "threshold_percent": module.threshold_percent,
            "passed_on": timezone.localdate(module.passed_on).isoformat(),
        }
        for module in modules
    ]
    pathway = achievement.pathway
    return {
        "holder_name": holder.name,
        "kind": achievement.kind,
        "name": achievement.name,
        "description": achievement.description,
        "criteria": achievement.criteria,
        "criteria_path": achievement.get_absolute_url(),
        "statement": _statement(achievement, passed),
        "pathway": pathway.title,
        "audience": pathway.audience,
        "audience_label": pathway.get_audience_display(),
        "modules": passed,
        "issuer": {"name": settings.ISSUER_NAME, "url": settings.SITE_URL},
        "version": achievement.version,
    }


def _statement(achievement: Achievement, modules: list[dict[str, Any]]) -> str:
    """What the person did, as the end of a sentence that begins with the person."""
    lowest = min(module["threshold_percent"] for module in modules)
    if not achievement.is_passport:
        return _("a réussi l’évaluation du module « %(title)s » avec %(percent)d %% des points ou plus.") % {
            "title": modules[0]["title"],
            "percent": lowest,
        }
    return ngettext(
        "a terminé les leçons demandées du module et réussi son évaluation avec %(percent)d %% des points ou plus.",
        "a terminé les leçons demandées de %(count)d modules et réussi l’évaluation de chacun "
        "avec %(percent)d %% des points ou plus.",
        len(modules),
    ) % {"count": len(modules), "percent": lowest}
