"""What the labs compute ahead of the learners."""

from celery import shared_task

from sandbox.labs.measures import compute_all


@shared_task
def precompute_labs() -> None:
    """Run again, it finds everything in place."""
    compute_all()
