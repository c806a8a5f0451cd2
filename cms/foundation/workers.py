"""Asking a worker for something, of a broker that may not answer."""

import logging

from celery import Task
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def ask_worker(task: Task, *ids: int) -> bool:
    """Whether a worker was asked: without a broker the log tells for what, and the caller decides what that means."""
    try:
        task.delay(*ids)
    except OperationalError:
        logger.exception("no broker to ask for %s(%s)", task.name, ", ".join(map(str, ids)))
        return False
    return True
