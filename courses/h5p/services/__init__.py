"""What can be done with activities: bring them in, write them, place them, play them, grade them."""

from courses.h5p.packages.faults import Fault, PackageRefused
from courses.h5p.services.attempts import (
    AttemptClosed,
    AttemptNotFound,
    NothingToPlay,
    attempt_of,
    open_attempt,
    restart_attempt,
)
from courses.h5p.services.building import build_package, original_package
from courses.h5p.services.exporting import export_attempts, export_statements
from courses.h5p.services.incidents import record_incident
from courses.h5p.services.inspecting import LibraryLine, PackageReport, inspect_package, report_of_revision
from courses.h5p.services.installing import MayNotInstall, install_libraries
from courses.h5p.services.placing import PlacedBlock, place
from courses.h5p.services.recording import (
    AttemptFull,
    Recorded,
    StatementRefused,
    TooManyStatements,
    record_statement,
)
from courses.h5p.services.removing import StillUsed, delete_activity, delete_library, remove_unused
from courses.h5p.services.reporting import ActivityReport, PlaceReport, report_on
from courses.h5p.services.resolving import libraries_for
from courses.h5p.services.restoring import (
    AlreadyInService,
    NotAnOldVersion,
    faults_in_restoring,
    restore_revision,
    say_the_same,
)
from courses.h5p.services.standings import (
    best_result,
    completed_by,
    completions_since,
    results_of,
    standing_at,
    standings_at,
)
from courses.h5p.services.states import (
    BadState,
    OlderState,
    StateTooLarge,
    TooManyStates,
    save_state,
    states_of,
)
from courses.h5p.services.uploading import upload_package
from courses.h5p.services.usage import Usage, usage_of
from courses.h5p.services.verdicts import in_words, label_of, verdict_on
from courses.h5p.services.writing import duplicate_activity, write_activity

__all__ = [
    "ActivityReport",
    "AlreadyInService",
    "AttemptClosed",
    "AttemptFull",
    "AttemptNotFound",
    "BadState",
    "Fault",
    "LibraryLine",
    "MayNotInstall",
    "NotAnOldVersion",
    "NothingToPlay",
    "OlderState",
    "PackageRefused",
    "PackageReport",
    "PlaceReport",
    "PlacedBlock",
    "Recorded",
    "StateTooLarge",
    "StatementRefused",
    "StillUsed",
    "TooManyStatements",
    "TooManyStates",
    "Usage",
    "attempt_of",
    "best_result",
    "build_package",
    "completed_by",
    "completions_since",
    "delete_activity",
    "delete_library",
    "duplicate_activity",
    "export_attempts",
    "export_statements",
    "faults_in_restoring",
    "in_words",
    "inspect_package",
    "install_libraries",
    "label_of",
    "libraries_for",
    "open_attempt",
    "original_package",
    "place",
    "record_incident",
    "record_statement",
    "remove_unused",
    "report_of_revision",
    "report_on",
    "restart_attempt",
    "restore_revision",
    "results_of",
    "save_state",
    "say_the_same",
    "standing_at",
    "standings_at",
    "states_of",
    "upload_package",
    "usage_of",
    "verdict_on",
    "write_activity",
]
