from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.foundation.formats import ImportRefused
from courses.modules.services import check_sources, read_admitted


class Command(BaseCommand):
    help = "Cherche dans le texte du rapport les citations et les chiffres des leçons, et les phrases recopiées."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("report", type=Path, metavar="RAPPORT", help="le texte du rapport, un paragraphe par ligne")
        parser.add_argument(
            "--admis",
            dest="admitted",
            type=Path,
            metavar="FICHIER",
            help="les nombres comptés ou convertis",
        )
        parser.add_argument("folders", nargs="+", type=Path, metavar="DOSSIER", help="le dossier de chaque module")

    def handle(
        self, *args: Any, report: Path, folders: list[Path], admitted: Path | None = None, **options: Any
    ) -> None:
        text, reasons = text_of(report), text_of(admitted) if admitted else "[]"
        try:
            found = check_sources(report=text, folders=folders, admitted=read_admitted(reasons))
        except ValueError as error:
            raise CommandError(
                _("« {name} » : on attend une liste de leçon, nombres, raison.").format(name=admitted)
            ) from error
        except ImportRefused as refusal:
            raise CommandError("\n".join([str(refusal), *map(str, refusal.faults)])) from refusal
        for finding in found:
            told = f"{finding.place} : {finding.reason}"
            self.stdout.write(f"{told} — admis : {finding.admitted}" if finding.admitted else told)
        if left := sum(not finding.admitted for finding in found):
            raise CommandError(_("Points à vérifier : {count}.").format(count=left))
        self.stdout.write(_("Tout ce qui nomme le rapport s’y trouve."))


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(_("« {name} » ne se lit pas en UTF-8.").format(name=path)) from error
