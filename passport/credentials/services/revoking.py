"""Revoke, for ever."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from passport.credentials.models import Credential

REVOKE_ACTION = "credentials.revoke"


class AlreadyRevoked(DomainError):
    user_message = _("Ce titre est déjà révoqué : une révocation ne se change pas.")


@transaction.atomic
def revoke_credential(*, credential: Credential, by: User, reason: str, publish_reason: bool) -> Credential:
    """Never undone and nothing is deleted: the public page says so from the next view on.

    Raises AlreadyRevoked on a second call, which changes neither the date nor the reason of the first.
    """
    untouched = Credential.objects.filter(pk=credential.pk, revoked_at=None)
    if not untouched.update(
        revoked_at=timezone.now(), revoked_by=by, revocation_reason=reason, reason_is_public=publish_reason
    ):
        raise AlreadyRevoked
    credential.refresh_from_db()
    log(credential, REVOKE_ACTION, user=by, data={"reason": reason, "published": publish_reason})
    return credential
