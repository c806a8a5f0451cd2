from typing import Any

from django.core.management.base import BaseCommand

from cms.accounts.models import User
from cms.accounts.tasks import erase_due_account


class Command(BaseCommand):
    help = "Efface les comptes dont le délai est passé. Peut être interrompue et relancée."

    def handle(self, *args: Any, **options: Any) -> None:
        due = list(User.objects.due_for_erasure().values_list("pk", flat=True))
        for done, user_id in enumerate(due, start=1):
            erase_due_account(user_id)
            self.stdout.write(f"{done}/{len(due)}")
