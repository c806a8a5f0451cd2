"""What operators ask of the platform."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.foundation.health import state


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when every part answers, else 503; the body names each part."""
    parts = state()
    healthy = all(answer == "ok" for answer in parts.values())
    return JsonResponse({"status": "ok" if healthy else "ko", **parts}, status=200 if healthy else 503)
