from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.pathways.models import Pathway
from courses.pathways.services import export_pathway


class Command(BaseCommand):
    help = "Écrit un parcours dans un fichier YAML, ou à l’écran. Réimporté, il ne change rien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pathway", metavar="PARCOURS", help="L’adresse du parcours, par exemple « cadre ».")
        parser.add_argument("file", nargs="?", type=Path, metavar="FICHIER")

    def handle(self, *args: Any, pathway: str, file: Path | None, **options: Any) -> None:
        found = Pathway.objects.filter(slug=pathway).first()
        if found is None:
            raise CommandError(f"Aucun parcours n’a l’adresse « {pathway} ».")
        text = export_pathway(pathway=found)
        if file is None:
            self.stdout.write(text, ending="")
            return
        file.write_text(text, encoding="utf-8")
        self.stdout.write(f"{file.name} : écrit")
