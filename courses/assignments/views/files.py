"""A file that came with a production: for its learner, and for trainers who read it. Never shown, always saved."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.accounts.http import AuthenticatedRequest
from courses.assignments.permissions import readable_attachments

# Should a browser show it all the same, nothing in it runs.
SEALED = "default-src 'none'; sandbox"


@never_cache
@login_required
@require_safe
def attachment(request: AuthenticatedRequest, public_id: UUID) -> FileResponse:
    found = get_object_or_404(readable_attachments(request.user).exclude(file=""), public_id=public_id)
    try:
        file = found.file.open()
    except FileNotFoundError as lost:
        raise Http404 from lost
    response = FileResponse(file, as_attachment=True, filename=found.download_name, content_type=found.media_type)
    response["Content-Security-Policy"] = SEALED
    response["X-Content-Type-Options"] = "nosniff"
    return response
