"""Closes the attempts whose time is over, for an installation without a scheduler."""

from typing import Any

from django.core.management.base import BaseCommand

from courses.quizzes.tasks import close_overdue_attempts


class Command(BaseCommand):
    help = "Clôt les essais dont l’heure limite est passée. Peut être relancée sans risque."

    def handle(self, *args: Any, **options: Any) -> None:
        count = close_overdue_attempts()
        self.stdout.write(f"Essais clos : {count}")
