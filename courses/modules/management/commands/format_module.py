from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from courses.modules.openformat.formatting import format_folder


class Command(BaseCommand):
    requires_system_checks = []
    help = "Récrit les textes d’un dossier de module dans leur forme canonique, la seule que l’import accepte."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="le dossier du module")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        result = format_folder(folder)
        for path in result.rewritten:
            self.stdout.write(_("récrit   {path}").format(path=path))
        for fault in result.faults:
            self.stderr.write(str(fault))
        if result.faults:
            raise CommandError(_("Points à corriger : {count}.").format(count=len(result.faults)))
