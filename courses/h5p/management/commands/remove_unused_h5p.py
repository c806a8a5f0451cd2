from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from courses.h5p.services import remove_unused


class Command(BaseCommand):
    help = "Supprime du disque les fichiers H5P que plus rien n’utilise depuis un jour. Peut être relancée."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        count = remove_unused()
        if verbosity:
            self.stdout.write(_("supprimés : {count}").format(count=count))
