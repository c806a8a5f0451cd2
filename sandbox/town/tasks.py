"""The town, made ready ahead of the first visit."""

from celery import shared_task

from sandbox.town.kept import EVERYTHING, fetch


@shared_task
def build_town() -> None:
    """Fill the cache of the town; run again, it finds everything in place."""
    for kept in EVERYTHING:
        fetch(kept)
