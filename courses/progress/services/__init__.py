"""What happens to a learner's progress, one function per use case."""

from courses.progress.services.deeds import Deeds, deeds_of
from courses.progress.services.doing import complete_activity
from courses.progress.services.enrolling import PathwayClosed, enroll
from courses.progress.services.exporting import export_progress
from courses.progress.services.next_steps import NextStep, next_step
from courses.progress.services.reading import ActivityMissing, complete_lesson, reopen_lesson
from courses.progress.services.recording import catch_up, record_attempt
from courses.progress.services.standings import need_of, standing_in, standings_of, standings_on

__all__ = [
    "ActivityMissing",
    "Deeds",
    "NextStep",
    "PathwayClosed",
    "catch_up",
    "complete_activity",
    "complete_lesson",
    "deeds_of",
    "enroll",
    "export_progress",
    "need_of",
    "next_step",
    "record_attempt",
    "reopen_lesson",
    "standing_in",
    "standings_of",
    "standings_on",
]
