"""What lessons ask of an activity stays possible: a new version must let learners reach the thresholds that are set."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.h5p.models import Activity, Placement
from courses.h5p.packages.contents import ENTRY
from courses.h5p.packages.faults import Findings
from courses.h5p.rules.grading import outlook
from courses.h5p.rules.versions import LibraryName
from courses.h5p.services.resolving import Choice


def refuse_out_of_reach(
    activity: Activity | None,
    main: LibraryName,
    choices: Iterable[Choice],
    content: Mapping[str, Any],
    findings: Findings,
) -> None:
    """One fault for each page that asks for a threshold which this content, not wholly verified, can never reach."""
    if activity is None:
        return
    asking = Placement.objects.filter(activity=activity, is_live=True).exclude(threshold_percent=None)
    asking = asking.select_related("page")
    if not asking or outlook(str(main), content, patches_of(choices)).can_have_threshold:
        return
    for placement in asking:
        reason = _("« {page} » demande {percent} % des points, que le serveur ne pourrait plus tous recalculer.")
        remedy = _("Retirez d’abord le seuil de cette page, ou gardez un contenu noté par le serveur.")
        percent = placement.threshold_percent
        findings.refuse(ENTRY, reason.format(page=placement.page.title, percent=percent), remedy)


def patches_of(choices: Iterable[Choice]) -> dict[str, int]:
    """As `Revision.patches`, before there is a revision."""
    return {str(choice.name): choice.patch for choice in choices}
