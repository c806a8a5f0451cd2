"""What trainers read: one report per module, added up, without names."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from courses.modules.models import ModulePage
from courses.surveys.models import SurveyAnswer
from courses.surveys.rules import QUESTIONS, Report, report_of
from courses.surveys.scales import LABELS, choices_of

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


@dataclass(frozen=True, slots=True)
class StepCount:
    """One step of a scale: its words, who chose it, and the length of its bar."""

    label: "StrOrPromise"
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class LineOfReport:
    """One question; `mean` and `steps` are empty when too few people answered it."""

    name: str
    label: "StrOrPromise"
    answers: int
    mean: float | None
    steps: tuple[StepCount, ...]


@dataclass(frozen=True, slots=True)
class ModuleReport:
    module: ModulePage
    report: Report
    lines: tuple[LineOfReport, ...]


def reports() -> list[ModuleReport]:
    """Every module that somebody has answered about, in order: two queries, however many they are."""
    answers: dict[int, list[SurveyAnswer]] = defaultdict(list)
    for answer in SurveyAnswer.objects.order_by("pk"):
        answers[answer.module_id].append(answer)
    modules = ModulePage.objects.filter(pk__in=answers).order_by("number", "path")
    return [told(module, answers[module.pk]) for module in modules]


def report_on(*, module: ModulePage) -> ModuleReport:
    return told(module, list(SurveyAnswer.objects.on(module).order_by("pk")))


def told(module: ModulePage, answers: Sequence[SurveyAnswer]) -> ModuleReport:
    report = report_of([answer.opinion for answer in answers])
    return ModuleReport(module, report, tuple(line(name, report) for name in QUESTIONS) if report.is_shown else ())


def line(name: str, report: Report) -> LineOfReport:
    """A question that too few people answered is named, and nothing more is said of it."""
    tally = report.tallies.get(name)
    if tally is None:
        return LineOfReport(name, LABELS[name], 0, None, ())
    steps = tuple(StepCount(label, tally.counts[step - 1], tally.percent(step)) for step, label in choices_of(name))
    return LineOfReport(name, LABELS[name], tally.total, None if tally.mean is None else float(tally.mean), steps)
