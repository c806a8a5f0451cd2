"""One's own credentials; other people's are not found."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from cms.accounts.http import AuthenticatedRequest
from passport.credentials.models import Credential


def own(request: AuthenticatedRequest, uuid: UUID) -> Credential:
    related = Credential.objects.held_by(request.user).select_related("replaces", "replaced_by", "holder")
    return get_object_or_404(related, uuid=uuid)
