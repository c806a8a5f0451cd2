"""What happens to a production, one function per use case."""

from courses.assignments.services.accounts import erase_work, export_files, export_submissions
from courses.assignments.services.drafting import (
    Closed,
    DraftChanged,
    NotFollowed,
    PartEntry,
    Saved,
    begin_again,
    draft_parts,
    latest_of,
    save_draft,
)
from courses.assignments.services.handing_in import DocumentGone, Incomplete, ReadingBegun, hand_in, withdraw
from courses.assignments.services.reviewing import (
    AlreadyDecided,
    CommentMissing,
    NotWaiting,
    TooLate,
    begin_reading,
    decide,
    give_back,
    may_be_reconsidered,
    reconsider,
)
from courses.assignments.services.standings import Latest, latest_versions
from courses.assignments.services.tidying import remove_orphans, tell_again

__all__ = [
    "AlreadyDecided",
    "Closed",
    "CommentMissing",
    "DocumentGone",
    "DraftChanged",
    "Incomplete",
    "Latest",
    "NotFollowed",
    "NotWaiting",
    "PartEntry",
    "ReadingBegun",
    "Saved",
    "TooLate",
    "begin_again",
    "begin_reading",
    "decide",
    "draft_parts",
    "erase_work",
    "export_files",
    "export_submissions",
    "give_back",
    "hand_in",
    "latest_of",
    "latest_versions",
    "may_be_reconsidered",
    "reconsider",
    "remove_orphans",
    "save_draft",
    "tell_again",
    "withdraw",
]
