"""Messengers: tokens whose time is over."""

from celery import shared_task

from sandbox.consents.clearing import clear_tokens


@shared_task
def clear_expired_tokens() -> int:
    """Every night. Run twice, it finds nothing left."""
    return clear_tokens()
