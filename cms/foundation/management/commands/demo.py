"""`make demo`: from nothing to a site that answers, with the programs that the sandbox needs beside it."""

import errno
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.module_loading import import_string

from cms.foundation.addresses import host_of, port_of, shared_hosts, what_prevents_listening
from cms.foundation.demonstration import load
from cms.foundation.supervisor import Program, Supervisor


class Command(BaseCommand):
    help = "Prépare la démonstration si elle manque, puis la sert. Relancée, elle ne change rien à ce qui existe."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--sans-agregateur",
            action="store_true",
            help="ne sert que le site, sans les programmes du bac à sable",
        )

    def handle(self, *args: Any, sans_agregateur: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Cette commande ne sert que la démonstration : lancez « make demo ».")
        if faults := shared_hosts(settings.PROGRAM_ADDRESSES):
            raise CommandError("\n".join(faults))
        refuse_busy_port("Le site", "127.0.0.1", settings.PORT)
        if not sans_agregateur:
            for setting, address in settings.PROGRAM_ADDRESSES.items():
                if setting != "SITE_URL":
                    refuse_busy_port(setting, host_of(address), port_of(address))
        self.prepare()
        programs = [site(), *([] if sans_agregateur else self.companions())]
        connection.close()
        self.stdout.write("Démarrage…")
        self.stdout.flush()
        if Supervisor(programs, say=self.say, when_ready=self.announce).run():
            raise CommandError("Le site ne démarre pas : ce qui précède dit pourquoi.")

    def prepare(self) -> None:
        self.stdout.write("Base de données…")
        call_command("migrate", verbosity=0)
        if self.static_files_are_stale():
            self.stdout.write("Fichiers statiques…")
            call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write("Contenus et comptes…")
        load(self.stdout)
        call_command("precompute_labs", stdout=self.stdout)

    def companions(self) -> list[Program]:
        """Those that can listen on this machine; a sentence for each of the others."""
        programs: list[Program] = import_string(settings.DEMO_COMPANIONS)()
        names = {address: setting for setting, address in settings.PROGRAM_ADDRESSES.items()}
        listening = []
        for program in programs:
            host, port = host_of(program.address), port_of(program.address)
            if what_prevents_listening(host, port) == errno.EADDRNOTAVAIL:
                self.say(
                    f"{program.name} ne sera pas lancé : cette machine ne répond pas à l’adresse « {host} ». "
                    f"Déclarez un autre nom pour 127.0.0.1 dans /etc/hosts, puis donnez "
                    f"{names[program.address]}=http://ce-nom:{port}."
                )
            else:
                listening.append(program)
        return listening

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

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def announce(self) -> None:
        address = settings.SITE_URL
        self.say(
            f"\nLe site :               {address}/\n"
            f"L’espace de rédaction : {address}{settings.DESK_PREFIX}\n"
            f"Vérifier un passeport : {address}/v/\n"
            f"Le bac à sable :        {address}/bac-a-sable/\n\n"
            "Les courriels s’affichent ici. Ctrl-C pour arrêter."
        )


def refuse_busy_port(name: str, host: str, port: int) -> None:
    """A host that this machine does not have is another matter: see `companions`."""
    if what_prevents_listening(host, port) in (None, errno.EADDRNOTAVAIL):
        return
    if name == "Le site":
        remedy = f"Choisissez-en un autre : « make demo PORT={port + 10} »."
    else:
        remedy = f"Choisissez-en un autre avec {name}=http://{host}:{port + 10}, ou « make demo SANS_AGREGATEUR=1 »."
    raise CommandError(f"Le port {port} de {host} est déjà pris. {remedy}")


def site() -> Program:
    """One process, so that its memory is the cache of all. It is what we are: it keeps our environment."""
    address = f"http://localhost:{settings.PORT}"
    return Program(
        name="Le site",
        address=settings.SITE_URL,
        health=f"{address}/sante/",
        argv=(
            sys.executable, "-m", "gunicorn", "cms.wsgi", f"--bind=127.0.0.1:{settings.PORT}",
            "--workers=1", "--threads=4", "--log-level=warning", "--no-control-socket", "--graceful-timeout=5",
        ),
        directory=settings.DATA_DIR,
        essential=True,
    )  # fmt: skip
