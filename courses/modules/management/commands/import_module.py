from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.foundation.errors import DomainError
from cms.foundation.formats import ImportRefused
from courses.modules.models import ModulePage
from courses.modules.openformat.reading import module_code
from courses.modules.services import import_module


class Command(BaseCommand):
    help = "Importe un module depuis son dossier, en entier ou pas du tout. Peut être relancée."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="le dossier du module")
        parser.add_argument("--dry-run", action="store_true", help="tout faire, puis tout reprendre")
        parser.add_argument("--if-missing", action="store_true", help="ne rien faire si le module existe déjà")

    def handle(self, *args: Any, folder: Path, dry_run: bool, if_missing: bool, **options: Any) -> None:
        if if_missing and ModulePage.objects.filter(code=module_code(folder)).exists():
            self.stdout.write(_("Le module du dossier {name} existe déjà.").format(name=folder.name))
            return
        try:
            report = import_module(folder=folder, dry_run=dry_run)
        except ImportRefused as refusal:
            for fault in refusal.faults:
                self.stderr.write(str(fault))
            raise CommandError(str(refusal)) from refusal
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        for line in report:
            self.stdout.write(line)
        if dry_run:
            self.stdout.write(_("À blanc : rien n’a été enregistré."))
