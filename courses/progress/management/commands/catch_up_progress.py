from typing import Any

from django.core.management.base import BaseCommand

from courses.progress.services import catch_up


class Command(BaseCommand):
    help = "Achève les parcours terminés dont l’annonce s’est perdue. Peut être interrompue et relancée."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Parcours achevés : {catch_up()}")
