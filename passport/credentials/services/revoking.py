"""Revoke, for ever."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms.accounts.models import User
from cms.foundation.errors import DomainError
from passport.credentials.models import Credential
from passport.credentials.services.telling import request_letter
from passport.credentials.tasks import tell_revoked
from passport.signing.services import revoke_entry

REVOKE_ACTION = "credentials.revoke"


class AlreadyRevoked(DomainError):
    user_message = _("Ce titre est déjà révoqué : une révocation ne se change pas.")


@transaction.atomic
def revoke_credential(*, credential: Credential, by: User, reason: str, publish_reason: bool) -> Credential:
    """Never undone and nothing is deleted: the public page says so from the next view on, the status list with it.

    The holder is written to once this is committed; links that were opened to the file are closed.
    Raises AlreadyRevoked on a second call, which changes neither the date nor the reason of the first.
    """
    now = timezone.now()
    untouched = Credential.objects.in_force().filter(pk=credential.pk)
    if not untouched.update(
        revoked_at=now, revoked_by=by, revocation_reason=reason, reason_is_public=publish_reason, share_key=""
    ):
        raise AlreadyRevoked
    credential.refresh_from_db()
    if credential.status_entry is not None:
        revoke_entry(entry=credential.status_entry, at=now)
    log(credential, REVOKE_ACTION, user=by, data={"reason": reason, "published": publish_reason})
    transaction.on_commit(partial(request_letter, tell_revoked, credential_id=credential.pk))
    return credential
