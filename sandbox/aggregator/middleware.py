"""What every answer of this program says to the browser, and what its server is told about it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sandbox.aggregator.configuration import current

# Read by gunicorn.conf.py after the answer: this worker has held someone's readings, it must end.
HELD_DATA = "maville.held_data"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def hold_data(request: HttpRequest) -> None:
    """Say it before reading anything: an error on the way must end the worker too."""
    request.META[HELD_DATA] = True


def guard_the_answer(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["Referrer-Policy"] = "no-referrer"
        response["X-Content-Type-Options"] = "nosniff"
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        if not request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            response["Cache-Control"] = "no-store"
        return response

    return middleware


def service(request: HttpRequest) -> dict[str, str]:
    """What every page names: this service and the vault it speaks to."""
    is_second = current().client_id.endswith("-bis")
    return {"service_name": "Ma ville bis" if is_second else "Ma ville", "vault_url": current().vault_url}
