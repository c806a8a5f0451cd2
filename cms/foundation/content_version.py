"""One number that changes whenever what visitors read changes: part of the key of every cached page."""

import uuid

from django.core.cache import cache

KEY = "content-version"


def current() -> str:
    """The version in force."""
    version = cache.get(KEY)
    if version is None:
        version = uuid.uuid4().hex
        cache.add(KEY, version, timeout=None)
        version = cache.get(KEY, version)
    return version


def bump() -> None:
    """Forget every cached page; call it after commit."""
    cache.set(KEY, uuid.uuid4().hex, timeout=None)
