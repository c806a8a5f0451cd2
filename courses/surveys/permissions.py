"""Who may read what learners think, added up. No permission shows one person’s answer."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cms.accounts.models import User

VIEW: Final = "surveys.view_surveyanswer"


def can_read_reports(user: "User | AnonymousUser") -> bool:
    return user.has_perm(VIEW)
