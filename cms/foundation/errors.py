"""Refusals that we foresaw."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


class DomainError(Exception):
    """A refusal we foresaw. The learner reads `user_message`; the log keeps `context`."""

    user_message: "StrOrPromise" = _("Cette action n’est pas possible pour le moment.")

    def __init__(self, **context: object) -> None:
        super().__init__(context)
        self.context = context

    def __str__(self) -> str:
        return str(self.user_message).format(**self.context)
