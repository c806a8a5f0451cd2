from typing import Any

from django.core.management.base import BaseCommand

from cms.pages.founding import found_site


class Command(BaseCommand):
    help = "Crée la page d’accueil et les pages de texte qui manquent. Ce qui existe n’est pas modifié."

    def handle(self, *args: Any, **options: Any) -> None:
        for title in found_site():
            self.stdout.write(f"Page créée : {title}")
