"""Long computations: one at a time per learner, so that nobody takes the server from the others."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.core.cache import cache
from django.utils.translation import gettext_lazy

from cms.accounts.models import User
from cms.foundation.errors import DomainError

SECONDS: Final = 60  # a computation that was interrupted frees its place


class AlreadyComputing(DomainError):
    user_message = gettext_lazy("Votre calcul précédent n’est pas fini. Attendez quelques secondes, puis recommencez.")


@contextmanager
def one_at_a_time(learner: User) -> Iterator[None]:
    """Raises AlreadyComputing."""
    key = f"labs:calcul:{learner.pk}"
    if not cache.add(key, True, SECONDS):
        raise AlreadyComputing
    try:
        yield
    finally:
        cache.delete(key)
