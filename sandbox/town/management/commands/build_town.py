from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from sandbox.town.rules import NAME
from sandbox.town.services import TOWN_ARRAYS, fetch


class Command(BaseCommand):
    help = "Calcule la ville fictive et la garde sur disque. Peut être interrompue et relancée."

    def handle(self, *args: Any, **options: Any) -> None:
        started = perf_counter()
        for done, kept in enumerate(TOWN_ARRAYS, start=1):
            rows = len(fetch(kept))
            self.stdout.write(f"{done}/{len(TOWN_ARRAYS)} {kept.name}\u00a0: {rows} lignes")
        self.stdout.write(f"{NAME} est prête ({perf_counter() - started:.1f} s).")
