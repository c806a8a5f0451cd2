"""Asking a worker for something, of a broker that may not answer."""

import logging

from celery import Task
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def ask_worker(task: Task, *arguments: int | str) -> bool:
    """Whether a worker was asked: without a broker the log tells for what, and the caller decides what that means.

    The log names rows by their keys; a text, which may be somebody’s address, is left out.
    """
    try:
        task.delay(*arguments)
    except OperationalError:
        keys = ", ".join(str(each) for each in arguments if isinstance(each, int))
        logger.exception("no broker to ask for %s(%s)", task.name, keys)
        return False
    return True
