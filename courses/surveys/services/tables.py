"""The surveys as a table for a spreadsheet: what the screens show, and nothing that they hide."""

import csv
from collections.abc import Iterable, Iterator
from typing import Protocol

from django.utils.formats import localize
from django.utils.translation import gettext as _

from cms.foundation.spreadsheets import BYTE_ORDER_MARK, harmless
from courses.surveys.services.reporting import ModuleReport


class Writable(Protocol):
    """A file, or an answer of the site."""

    def write(self, text: str, /) -> object: ...


def write_reports(reports: Iterable[ModuleReport], into: Writable) -> None:
    """One line per step of each question, then the remarks; modules with too few answers say only how many."""
    into.write(BYTE_ORDER_MARK)
    writer = csv.writer(into, delimiter=";")
    writer.writerow([_("Module"), _("Question"), _("Réponse"), _("Nombre"), _("Moyenne sur 5")])
    for told in reports:
        for row in rows_of(told):
            writer.writerow([harmless(cell) for cell in row])


def rows_of(told: ModuleReport) -> Iterator[list[str]]:
    title = told.module.title
    yield [title, _("Nombre d’avis"), "", str(told.report.answers), ""]
    if told.report.is_shown:
        yield [title, _("Avis comptés"), "", str(told.report.counted), ""]
    for line in told.lines:
        if line.mean is None:
            yield [title, str(line.label), _("Trop peu de réponses"), "", ""]
            continue
        mean = localize(round(line.mean, 2))
        yield from ([title, str(line.label), str(step.label), str(step.count), mean] for step in line.steps)
    for comment in told.report.comments:
        yield [title, _("Remarque"), comment, "", ""]
