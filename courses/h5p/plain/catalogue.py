"""Which activities can be answered without a script: those of our own four types, at the version that we know."""

from collections.abc import Mapping

from courses.h5p.models import Revision
from courses.h5p.plain.comparing import Comparing
from courses.h5p.plain.deciding import Deciding
from courses.h5p.plain.ordering import Ordering
from courses.h5p.plain.sorting import Sorting
from courses.h5p.plain.task import Task

TASKS: Mapping[str, type[Task]] = {
    "Passeport.Classement 1.0": Sorting,
    "Passeport.Ordre 1.0": Ordering,
    "Passeport.ArbreDecision 1.0": Deciding,
    "Passeport.Comparaison 1.0": Comparing,
}


def plain_version_exists(library: str) -> bool:
    """Whether the forms know this type, named as content names it: « Passeport.Ordre 1.0 »."""
    return library in TASKS


def task_of(revision: Revision, *, seed: int) -> Task | None:
    """The activity as forms, or None when it needs its own program. `seed` decides in which order things are shown."""
    kind = TASKS.get(revision.main_library.name)
    return kind(revision.content, seed) if kind else None
