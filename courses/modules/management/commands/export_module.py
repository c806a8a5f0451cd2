from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.foundation.errors import DomainError
from courses.modules.models import ModulePage
from courses.modules.services import ExportRefused, export_module


class Command(BaseCommand):
    help = "Écrit un module publié dans un dossier, au format ouvert. Les brouillons n’y sont pas."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="l’adresse du module, par exemple securite")
        parser.add_argument("folder", type=Path, help="le dossier à écrire")

    def handle(self, *args: Any, slug: str, folder: Path, **options: Any) -> None:
        module = ModulePage.objects.live().filter(slug=slug).first()
        if module is None:
            raise CommandError(_("Aucun module publié n’a l’adresse « {slug} ».").format(slug=slug))
        try:
            paths = export_module(module=module, folder=folder)
        except ExportRefused as refusal:
            for fault in refusal.faults:
                self.stderr.write(str(fault))
            raise CommandError(str(refusal)) from refusal
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        for path in paths:
            self.stdout.write(_("écrit  {path}").format(path=path))
