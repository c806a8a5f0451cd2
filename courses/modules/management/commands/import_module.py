from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from cms.foundation.formats import ImportRefused
from courses.modules.models import ModulePage
from courses.modules.openformat.reading import module_code
from courses.modules.services import import_modules


class Command(BaseCommand):
    help = "Importe un ou plusieurs modules depuis leurs dossiers : tous, en entier, ou rien. Peut être relancée."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", nargs="+", type=Path, metavar="DOSSIER", help="le dossier de chaque module")
        parser.add_argument("--dry-run", action="store_true", help="tout faire, puis tout reprendre")
        parser.add_argument("--if-missing", action="store_true", help="laisser tel quel un module qui existe déjà")
        parser.add_argument(
            "--par", dest="address", default="", help="adresse électronique de la personne dont les droits s’appliquent"
        )

    def handle(
        self, *args: Any, folders: list[Path], dry_run: bool, if_missing: bool, address: str = "", **options: Any
    ) -> None:
        for folder in [folder for folder in folders if if_missing and is_there(folder)]:
            self.stdout.write(_("Le module du dossier {name} existe déjà.").format(name=folder.name))
            folders = [other for other in folders if other != folder]
        if not folders:
            return
        by = person(address) if address else None
        try:
            report = import_modules(folders=folders, dry_run=dry_run, by=by)
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


def is_there(folder: Path) -> bool:
    return ModulePage.objects.filter(code=module_code(folder)).exists()


def person(address: str) -> User:
    """Whoever runs the import by name; without a name it is the system, which may do everything."""
    user = User.objects.filter(email__iexact=address, is_active=True).first()
    if user is None:
        raise CommandError(_("Aucun compte actif n’a l’adresse « {address} ».").format(address=address))
    return user
