"""The forgery check of a form, for views that hand back what was typed instead of losing it."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


def csrf_is_refused(request: HttpRequest) -> bool:
    """What the middleware would have said of this request, had the view not been exempt."""

    def plain_view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    return CsrfViewMiddleware(plain_view).process_view(request, plain_view, (), {}) is not None
