from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from sandbox.labs.measures import compute_all
from sandbox.labs.services.draws import draw_secret


class Command(BaseCommand):
    help = "Calcule d’avance ce que les laboratoires 5, 6 et 7 mesurent sur toute la ville. Peut être relancée."

    def handle(self, *args: Any, **options: Any) -> None:
        draw_secret()  # to be handed to the dishonest aggregator before anybody comes
        started = perf_counter()
        count = compute_all()
        self.stdout.write(f"{count} résultats de laboratoire sont prêts ({perf_counter() - started:.1f} s).")
