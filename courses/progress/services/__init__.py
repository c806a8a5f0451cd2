"""What happens to a learner's progress, one function per use case."""

from courses.progress.services.enrolling import PathwayClosed, enroll
from courses.progress.services.exporting import export_progress
from courses.progress.services.next_steps import NextStep, next_step
from courses.progress.services.reading import complete_lesson, reopen_lesson
from courses.progress.services.recording import catch_up, record_attempt
from courses.progress.services.standings import need_of, standing_in, standings_of, standings_on

__all__ = [
    "NextStep",
    "PathwayClosed",
    "catch_up",
    "complete_lesson",
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
