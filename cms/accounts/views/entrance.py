"""allauth's pages, answering as the rest of the site does, and the door of Wagtail."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

View = Callable[..., HttpResponse]


def page(view: View, title: "StrOrPromise") -> View:
    """One of allauth's pages, with our breadcrumb and an honest status.

    A refused form answers 422, or 429 after too many passwords, where allauth answers 200.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and response.context_data is not None:
            response.context_data["trail"] = trail(title)
            form = response.context_data.get("form")
            if isinstance(form, BaseForm) and form.is_bound and form.errors:
                too_many = form.has_error(NON_FIELD_ERRORS, "too_many_login_attempts")
                response.status_code = HTTPStatus.TOO_MANY_REQUESTS if too_many else HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    return answer


def trail(title: "StrOrPromise") -> "list[tuple[StrOrPromise, str | None]]":
    """The breadcrumb of a page of the account."""
    return [(_("Accueil"), "/"), (title, None)]


@require_safe
def staff_login(request: HttpRequest) -> HttpResponse:
    """Wagtail's sign-in page is ours; whoever is signed in and was still sent here is not of the team."""
    if request.user.is_authenticated:
        raise PermissionDenied
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        wanted = reverse("wagtailadmin_home")
    return redirect_to_login(wanted, reverse("account_login"))
