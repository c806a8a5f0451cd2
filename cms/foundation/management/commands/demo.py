"""`make demo`: from nothing to a site that answers."""

import os
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from cms.foundation.demonstration import load


class Command(BaseCommand):
    help = "Prépare la démonstration si elle manque, puis la sert. Relancée, elle ne change rien à ce qui existe."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Cette commande ne sert que la démonstration : lancez « make demo ».")
        refuse_busy_port(settings.PORT)
        self.stdout.write("Base de données…")
        call_command("migrate", verbosity=0)
        if self.static_files_are_stale():
            self.stdout.write("Fichiers statiques…")
            call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write("Contenus et comptes…")
        load(self.stdout)
        connection.close()
        self.announce()
        serve(settings.PORT)

    @staticmethod
    def static_files_are_stale() -> bool:
        """Has a file changed since they were last collected?"""
        manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
        if not manifest.exists():
            return True
        collected_at = manifest.stat().st_mtime
        return any(
            Path(storage.path(name)).stat().st_mtime > collected_at
            for finder in get_finders()
            for name, storage in finder.list(None)
        )

    def announce(self) -> None:
        address = settings.SITE_URL
        self.stdout.write(
            f"\nLe site :               {address}/\n"
            f"L’espace de rédaction : {address}{settings.DESK_PREFIX}\n"
            f"Vérifier un passeport : {address}/v/\n\n"
            "Les courriels s’affichent ici. Ctrl-C pour arrêter.\n"
        )
        self.stdout.flush()


def refuse_busy_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as busy:
            raise CommandError(
                f"Le port {port} est déjà pris. Choisissez-en un autre : « make demo PORT={port + 1} »."
            ) from busy


def serve(port: int) -> None:
    """Become the server: one process, so that its memory is the cache of all."""
    command = [
        sys.executable, "-m", "gunicorn", "cms.wsgi", f"--bind=127.0.0.1:{port}",
        "--workers=1", "--threads=4", "--log-level=warning", "--no-control-socket",
    ]  # fmt: skip
    os.execv(sys.executable, command)  # noqa: S606
