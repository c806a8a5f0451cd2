"""Who may open a screen of the desk, and the way back to its list. Wagtail has already asked who may enter at all."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.models import User

View = Callable[..., HttpResponseBase]


def needs(permission: str) -> Callable[[View], View]:
    def decorated(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorated


def person(request: HttpRequest) -> User:
    """Whoever passed `needs`: nobody anonymous has a permission."""
    return cast("User", request.user)


def wants_json(request: HttpRequest) -> bool:
    """The desk's script asks so for what it shows in the page."""
    return request.headers.get("Accept", "") == "application/json"


def index_item() -> dict[str, Any]:
    """The list of activities, at the head of each breadcrumb."""
    return {"url": reverse("h5p_activities:index"), "label": _("Activités H5P")}
