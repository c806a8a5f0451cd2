"""A result whatever its format. Each field of a part is written when it holds something, in the order below."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.foundation.templatetags.ui import jour

Kind = Literal["info", "juste", "revoir"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the tool concludes, in a frame: never red, a result is no fault."""

    kind: Kind
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of each row names it.

    `bars` may draw each row beside its last cell, which says the same: a length in per cent, or nothing for no bar.
    `widths`, in per cent too, share the sheet of paper between columns that are too unlike; equal without.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()

    @property
    def labelled(self) -> list[tuple[list[tuple[str, str]], str]]:
        """Each cell with the name of its column, for a table that becomes a stack on a narrow screen; and its bar."""
        bars = self.bars or ("",) * len(self.rows)
        return [(list(zip(self.columns, row, strict=True)), bar) for row, bar in zip(self.rows, bars, strict=True)]


@dataclass(frozen=True, slots=True)
class Reading:
    """A lesson to read next, and why."""

    code: str
    why: str = ""
    title: str = ""  # as the site calls it today: see `services.lessons`

    def __str__(self) -> str:
        name = f"{self.title} ({self.code})" if self.title else self.code
        return f"{name} – {self.why}" if self.why else name


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    verdict: Verdict | None = None
    texts: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    table: Table | None = None
    points: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """`subject` is what the learner worked on; `warning` must be read before the rest; `sources` close the sheet."""

    title: str
    subject: str
    made_at: datetime
    parts: tuple[Part, ...]
    warning: str = ""
    sources: tuple[str, ...] = field(default=())

    @property
    def dated(self) -> str:
        return _("Fait le {day}").format(day=jour(timezone.localtime(self.made_at)))


def by_hand(*lines: str) -> Part:
    """What only people can write, once the sheet is printed."""
    return Part(title=_("À compléter à la main"), facts=tuple((line, "…" * 12) for line in lines))


def lowered(text: str) -> str:
    """The same words, inside a sentence."""
    return text[:1].lower() + text[1:]
