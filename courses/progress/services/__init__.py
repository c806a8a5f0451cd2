"""What happens to a learner's progress, one function per use case."""

from courses.progress.services.deeds import Deeds, deeds_of
from courses.progress.services.doing import complete_activity
from courses.progress.services.enrolling import PathwayClosed, enroll
from courses.progress.services.exporting import export_progress
from courses.progress.services.next_steps import NextStep, next_step
from courses.progress.services.playing import catch_up_results, record_result
from courses.progress.services.reading import ActivityMissing, complete_lesson, reopen_lesson
from courses.progress.services.recording import catch_up, record_acceptance, record_attempt
from courses.progress.services.standings import demand_of, standing_in, standings_of, standings_on

__all__ = [
    "ActivityMissing",
    "Deeds",
    "NextStep",
    "PathwayClosed",
    "catch_up",
    "catch_up_results",
    "complete_activity",
    "complete_lesson",
    "deeds_of",
    "demand_of",
    "enroll",
    "export_progress",
    "next_step",
    "record_acceptance",
    "record_attempt",
    "record_result",
    "reopen_lesson",
    "standing_in",
    "standings_of",
    "standings_on",
]
