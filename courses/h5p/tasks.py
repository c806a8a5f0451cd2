"""What the night does for H5P."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def remove_unused_h5p() -> None:
    call_command("remove_unused_h5p", verbosity=0)
