from typing import Any

from django.core.management.base import BaseCommand

from passport.credentials.services import remind_of_ending


class Command(BaseCommand):
    help = "Rappelle aux titulaires, 60 puis 15 jours avant, la fin de leur titre. Peut être relancée."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        told = remind_of_ending()
        if verbosity:
            self.stdout.write(f"{told} rappel(s) demandé(s).")
