from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from courses.h5p.services import PackageRefused
from courses.h5p.services.own_types import pack_examples, pack_types


class Command(BaseCommand):
    help = "Écrit nos types d’activité H5P en fichiers .h5p, à installer dans Moodle, Lumi ou un autre site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--vers", type=Path, required=True, metavar="DOSSIER", help="où écrire les fichiers")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--exemples", action="store_true", help="écrire aussi les activités d’exemple")
        what.add_argument(
            "--depuis", type=Path, metavar="SOURCES", help="écrire plutôt les activités dont ce dossier a les contenus"
        )

    def handle(self, *args: Any, vers: Path, exemples: bool, depuis: Path | None = None, **options: Any) -> None:
        try:
            if depuis is not None:
                packages = pack_examples(depuis)
            else:
                packages = pack_types() | (pack_examples() if exemples else {})
            vers.mkdir(parents=True, exist_ok=True)
            for name, data in packages.items():
                (vers / name).write_bytes(data)
                self.stdout.write(_("{name} : {count} octets").format(name=name, count=len(data)))
        except PackageRefused as refusal:
            for fault in refusal.faults:
                self.stderr.write(str(fault))
            raise CommandError(str(refusal)) from refusal
        except OSError as trouble:
            message = _("Impossible d’écrire dans « {folder} » : vérifiez que c’est un dossier où vous pouvez écrire.")
            raise CommandError(message.format(folder=vers)) from trouble
