"""What a screen says of a content: what it holds, what the server will be able to grade, and in which words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.h5p.models import Revision
from courses.h5p.models.results import Trust
from courses.h5p.plain import plain_version_exists
from courses.h5p.rules.grading import Outlook, outlook
from courses.h5p.services import PackageReport, report_of_revision

STATUSES = {
    "stored": gettext_lazy("déjà sur le site"),
    "site": gettext_lazy("celle du site est prise, pas celle du paquet"),
    "newer": gettext_lazy("le site a un correctif plus récent, qui est pris"),
    "new": gettext_lazy("nouvelle, installée avec le paquet"),
    "upgrade": gettext_lazy("correctif plus récent, installé avec le paquet"),
    "apart": gettext_lazy("gardée à part, pour cette activité seulement"),
    "unused": gettext_lazy("apportée, mais inutile pour jouer"),
}


@dataclass(frozen=True, slots=True)
class GradingLine:
    title: str
    kind: str
    trust: str
    trust_label: str
    why: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as a template reads it."""

    report: PackageReport
    grading: Outlook | None

    @property
    def libraries(self) -> list[tuple[str, str, str]]:
        return [
            (each.title, f"{each.name} ({each.version})", str(STATUSES[each.status])) for each in self.report.libraries
        ]

    @property
    def files(self) -> list[tuple[str, str]]:
        return [(path, weight(size)) for path, size in self.report.files.items()]

    @property
    def weight(self) -> str:
        return weight(self.report.size)

    @property
    def needs_scripts(self) -> bool:
        return not plain_version_exists(self.report.main_library)

    @property
    def lines(self) -> list[GradingLine]:
        return [
            GradingLine(
                part.title or _("L’activité entière"), part.kind, part.trust, str(Trust(part.trust).label), part.why
            )
            for part in (self.grading.parts if self.grading else ())
        ]


def sheet_of_report(report: PackageReport) -> Sheet:
    patches = {each.name: int(each.version.rpartition(".")[2]) for each in report.libraries if each.status != "unused"}
    is_sound = report.main_library and not report.faults
    return Sheet(report, outlook(report.main_library, report.content, patches) if is_sound else None)


def sheet_of_revision(revision: Revision) -> Sheet:
    seen = outlook(revision.main_library.name, revision.content, revision.patches)
    return Sheet(report_of_revision(revision=revision), seen)


def weight(size: int) -> str:
    """Rounded up, so that nothing weighs nothing."""
    if size < 1024 * 1024:
        return _("%(size)s\u00a0Ko") % {"size": -(-size // 1024)}
    return _("%(size)s\u00a0Mo") % {"size": -(-size // (1024 * 1024))}


def time_spent(seconds: int | None) -> str:
    if seconds is None:
        return _("inconnu")
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return _("%(seconds)s\u00a0s") % {"seconds": rest}
    return _("%(minutes)s\u00a0min %(seconds)02d\u00a0s") % {"minutes": minutes, "seconds": rest}
