from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.accounts.demonstration import PASSWORD, PERSONAS
from cms.accounts.services import open_account


class Command(BaseCommand):
    help = "Ouvre les comptes de démonstration qui manquent, et les affiche. Refusée en production."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Ces comptes ont un mot de passe public : jamais en production.")
        rows = [("Adresse", "Nom", "Rôle")]
        for persona in PERSONAS:
            user, _is_new = open_account(
                email=persona.email,
                role=persona.role,
                password=PASSWORD,
                name=persona.name,
                public=persona.public,
                organization=persona.organization,
            )
            rows.append((persona.email, persona.name, persona.role or user.get_public_display()))
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for row in rows:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        self.stdout.write(f"Mot de passe de tous ces comptes : {PASSWORD}")
