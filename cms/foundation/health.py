"""Is each part that the site stands on answering?"""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from kombu.connection import Connection
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

PROBE_KEY = "health-probe"


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def cache_answers() -> bool:
    try:
        cache.set(PROBE_KEY, "1", timeout=10)
        return cache.get(PROBE_KEY) == "1"
    except (RedisError, OSError):
        return False


def broker_answers() -> bool:
    """Without a broker tasks run at once: nothing to ask."""
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return True
    try:
        with Connection(settings.CELERY_BROKER_URL, connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
            return True
    except (OperationalError, OSError):
        return False


PARTS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "cache": cache_answers,
    "broker": broker_answers,
}


def state() -> dict[str, str]:
    """Each part → `ok` or `ko`."""
    return {name: "ok" if answers() else "ko" for name, answers in PARTS.items()}
