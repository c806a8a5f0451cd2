from typing import Any

from django.core.management.base import BaseCommand

from sandbox.consents.services import register_clients


class Command(BaseCommand):
    help = "Enregistre les deux agrégateurs auprès du coffre et fait leurs secrets. Peut être relancée."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        for client in register_clients():
            if verbosity:
                self.stdout.write(f"{client.client_id} : {client.redirect_uris}")
