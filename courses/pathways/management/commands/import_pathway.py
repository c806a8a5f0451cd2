from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.foundation.formats import ImportRefused
from courses.pathways.services import import_pathway


class Command(BaseCommand):
    help = "Charge un ou plusieurs parcours depuis leurs fichiers YAML. Relancée, elle ne change rien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FICHIER")
        parser.add_argument(
            "--if-missing", action="store_true", help="Laisse tel quel un parcours qui existe déjà à cette adresse."
        )

    def handle(self, *args: Any, files: list[Path], if_missing: bool, **options: Any) -> None:
        for path in files:
            try:
                outcome = import_pathway(path=path, if_missing=if_missing)
            except ImportRefused as refusal:
                raise CommandError("\n".join([str(refusal), *map(str, refusal.faults)])) from refusal
            self.stdout.write(f"{path.name} : {outcome.value}")
