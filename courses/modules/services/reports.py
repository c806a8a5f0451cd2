"""What an import did, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _


class Line(NamedTuple):
    action: str
    what: str


@dataclass(slots=True)
class ImportReport:
    """One line per thing that was looked at."""

    lines: list[Line] = field(default_factory=list)

    def created(self, what: str) -> None:
        self.lines.append(Line(_("créé"), what))

    def changed(self, what: str) -> None:
        self.lines.append(Line(_("modifié"), what))

    def unchanged(self, what: str) -> None:
        self.lines.append(Line(_("inchangé"), what))

    def withdrawn(self, what: str) -> None:
        self.lines.append(Line(_("retiré"), what))

    def __iter__(self) -> Iterator[str]:
        width = max((len(line.action) for line in self.lines), default=0)
        return (f"{line.action:<{width}}  {line.what}" for line in self.lines)
