from typing import Any

from django.core.management.base import BaseCommand

from cms.accounts.services import grant_roles


class Command(BaseCommand):
    help = "Rend aux quatre rôles exactement leurs droits. Chaque migration le fait déjà ; peut être relancée."

    def handle(self, *args: Any, **options: Any) -> None:
        grant_roles()
