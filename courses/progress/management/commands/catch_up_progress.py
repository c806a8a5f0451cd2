from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.progress.services import catch_up, catch_up_results

# Run each night; a week leaves room for nights without a worker.
LOOKED_BACK = timedelta(days=7)


class Command(BaseCommand):
    help = "Note les activités et achève les parcours dont l’annonce s’est perdue. Peut être interrompue et relancée."

    def handle(self, *args: Any, **options: Any) -> None:
        lost = catch_up_results(since=timezone.now() - LOOKED_BACK)
        self.stdout.write(f"Activités H5P faites : {lost}")
        self.stdout.write(f"Parcours achevés : {catch_up()}")
