from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.foundation.errors import DomainError
from courses.h5p.services import PackageRefused
from courses.h5p.services.own_types import add_examples, install_own_types


class Command(BaseCommand):
    help = "Installe nos types d’activité H5P dans ce site. Peut être relancée : ce qui est installé reste."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--exemples", action="store_true", help="ajouter les activités d’exemple qui manquent")

    def handle(self, *args: Any, exemples: bool, **options: Any) -> None:
        try:
            for library in install_own_types():
                self.stdout.write(_("Type d’activité : {library}").format(library=library))
            for revision in add_examples() if exemples else []:
                self.stdout.write(_("Activité d’exemple : {title}").format(title=revision.title))
        except PackageRefused as refusal:
            for fault in refusal.faults:
                self.stderr.write(str(fault))
            raise CommandError(str(refusal)) from refusal
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
