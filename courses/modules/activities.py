"""What can be done outside a lesson and still counts: sandbox labs, and whatever a package above adds.

Those packages stand above modules: they say here, when the site starts, which activities they offer. A code that
nobody offers (a package was taken away, a module comes from another platform) is shown as unavailable, asks for
nothing and breaks nothing.
"""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to do, where it is done, and how long it takes.

    `knows_lesson`: its page takes the code of a lesson (`?lecon=SEC-1`) and leads back to it.
    """

    code: str
    title: "StrOrPromise"
    url_name: str
    url_args: tuple[str | int, ...] = ()
    minutes: int = 15
    summary: "StrOrPromise" = ""
    knows_lesson: bool = False

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=self.url_args)

    def url_from(self, lesson: str) -> str:
        """Where a lesson, by its code, sends its readers."""
        return f"{self.url}?lecon={lesson}" if lesson and self.knows_lesson else self.url


@dataclass(frozen=True, slots=True)
class PlacedActivity:
    """An H5P activity where it stands: it is done in the lesson itself."""

    code: str
    title: str
    url: str
    minutes: int = 0


_offered: dict[str, Activity] = {}


def register(offered: Activity) -> None:
    """Offer an activity; called from `AppConfig.ready`."""
    _offered[offered.code] = offered


def activity(code: str) -> Activity | None:
    """The activity of this code, None when nobody offers it."""
    return _offered.get(code)


def activities() -> tuple[Activity, ...]:
    """All of them, as they were offered."""
    return tuple(_offered.values())


def edition() -> str:
    """Changes with what is offered: part of the key of what is kept of a lesson's body."""
    said = [
        (it.code, str(it.title), it.url_name, it.url_args, it.minutes, str(it.summary), it.knows_lesson)
        for it in activities()
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]
