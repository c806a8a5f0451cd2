from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from cms.foundation.errors import DomainError
from passport.credentials.exporting import compose_site, last_end, write_site
from passport.signing.services import issuer_did


def day(text: str) -> date:
    """Raises ValueError, which argparse turns into a sentence of its own."""
    read = parse_date(text)
    if read is None:
        raise ValueError(text)
    return read


class Command(BaseCommand):
    help = "Écrit les pages et les clefs avec lesquelles chaque fichier délivré se vérifie sans la plateforme."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", type=Path, metavar="DOSSIER", help="un dossier vide, absent, ou d’un export passé"
        )
        parser.add_argument(
            "--jusqu-au",
            dest="until",
            type=day,
            metavar="AAAA-MM-JJ",
            help="dernier jour où les listes d’état font foi ; sans cette option, la fin du dernier titre en cours",
        )

    def handle(self, *args: Any, folder: Path, until: date | None, **options: Any) -> None:
        now = timezone.now()
        end = timezone.make_aware(datetime.combine(until, time(23, 59, 59))) if until else last_end(now)
        if end is None:
            raise CommandError(_("Aucun titre en cours ne fixe de date : donnez-en une à venir avec --jusqu-au."))
        if end <= now:
            raise CommandError(_("Le jour donné avec --jusqu-au est passé : donnez une date à venir."))
        facts = {
            "did": issuer_did(),
            "exported_at": now.isoformat(timespec="seconds"),
            "lists_until": end.isoformat(timespec="seconds"),
        }
        try:
            paths = write_site(compose_site(until=end, now=now), facts=facts, folder=folder)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        words = _("{count} fichiers écrits dans {folder}. Les listes d’état font foi jusqu’au {day}.")
        self.stdout.write(
            words.format(count=len(paths), folder=folder, day=timezone.localtime(end).strftime("%d/%m/%Y"))
        )
