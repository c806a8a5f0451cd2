"""What the night does for progress."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def catch_up_progress() -> None:
    call_command("catch_up_progress")
