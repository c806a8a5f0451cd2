"""What time has made useless: expired tokens and codes, and the link of a dead token to its consent."""

from datetime import timedelta
from typing import Final

from django.utils import timezone
from oauth2_provider.models import clear_expired

from sandbox.consents.models import ConsentToken

# Longer than a refresh token can live after its access token: a late call is still journalled.
DAYS_KEPT: Final = 35


def clear_tokens() -> int:
    """How many links were removed."""
    clear_expired()
    removed, _per_model = ConsentToken.objects.filter(
        made_at__lt=timezone.now() - timedelta(days=DAYS_KEPT), consent__expires_at__lt=timezone.now()
    ).delete()
    return removed
