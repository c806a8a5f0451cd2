"""What a person prefers."""

from dataclasses import asdict

from cms.accounts.models import User
from cms.foundation.display import Display


def keep_display(*, user: User, display: Display) -> None:
    """Keep a choice of display with the account; the defaults are kept by keeping nothing."""
    user.display = {} if display == Display() else asdict(display)
    user.save(update_fields=["display"])
