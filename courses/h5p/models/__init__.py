"""The tables of H5P: what is installed, what is played, what learners did."""

from courses.h5p.models.activities import Activity, Revision, RevisionLibrary
from courses.h5p.models.libraries import Library
from courses.h5p.models.placements import Placement, placement_key
from courses.h5p.models.results import Attempt, Incident, Result, State, Statement, Trust

__all__ = [
    "Activity",
    "Attempt",
    "Incident",
    "Library",
    "Placement",
    "Result",
    "Revision",
    "RevisionLibrary",
    "State",
    "Statement",
    "Trust",
    "placement_key",
]
