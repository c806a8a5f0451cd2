"""How every page of provider B is answered."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page says where people came from."""
    shared = {"platform_url": settings.PROGRAM_ADDRESSES["SITE_URL"]}
    return render(request, template, {**shared, **(context or {})}, status=status)
