from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.foundation.errors import DomainError
from courses.h5p.packages.faults import PackageRefused
from courses.h5p.services import install_libraries


class Command(BaseCommand):
    help = "Installe pour tout le site les bibliothèques d’un ou de plusieurs paquets H5P. Peut être relancée."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("packages", nargs="+", type=Path, help="les paquets « .h5p »")

    def handle(self, *args: Any, packages: list[Path], **options: Any) -> None:
        for package in packages:
            if not package.is_file():
                raise CommandError(_("Le fichier {name} n’existe pas.").format(name=package))
            try:
                libraries = install_libraries(file=package, by=None)
            except PackageRefused as refusal:
                for fault in refusal.faults:
                    self.stderr.write(str(fault))
                raise CommandError(f"{package} : {refusal}") from refusal
            except DomainError as refusal:
                raise CommandError(str(refusal)) from refusal
            for library in libraries:
                self.stdout.write(f"{library.name}.{library.patch_version}  {library.title}")
