from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from courses.modules.services import check_typography


class Command(BaseCommand):
    requires_system_checks = []
    help = "Cherche dans les textes du cours les fautes de typographie : espaces, guillemets, accents, unités."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", nargs="+", type=Path, metavar="DOSSIER", help="les dossiers à relire")

    def handle(self, *args: Any, folders: list[Path], **options: Any) -> None:
        faults = check_typography(folders)
        for fault in faults:
            self.stdout.write(str(fault))
        if faults:
            raise CommandError(_("Points à corriger : {count}.").format(count=len(faults)))
        self.stdout.write(_("La typographie est en ordre."))
