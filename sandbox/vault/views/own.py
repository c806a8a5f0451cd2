"""The vault of whoever asks, opened on a first visit."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cms.accounts.http import AuthenticatedRequest
from cms.foundation.errors import DomainError
from sandbox.vault.models import Vault
from sandbox.vault.services import open_vault

Asked = ParamSpec("Asked")


def with_own_vault(
    view: Callable[Concatenate[AuthenticatedRequest, Vault, Asked], Any],
) -> Callable[Concatenate[HttpRequest, Asked], Any]:
    """Give the view the vault of the signed-in person; a new one when there is none."""

    @never_cache
    @login_required
    @wraps(view)
    def wrapped(request: AuthenticatedRequest, *args: Asked.args, **kwargs: Asked.kwargs) -> Any:
        try:
            return view(request, open_vault(learner=request.user), *args, **kwargs)
        except DomainError as refusal:
            return unreadable(request, refusal)

    return wrapped  # type: ignore[return-value]  # login_required narrows the request


def unreadable(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """What is kept cannot be read: say why, and what can still be done."""
    title = _("Votre coffre ne se lit pas")
    return page(request, "vault/unreadable.html", {"reason": str(refusal)}, title=title, status=409)


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    title: str = "",
    place: str = "vault",
    status: int = 200,
) -> HttpResponse:
    """A page of the vault, with its way back."""
    above = [(_("Accueil"), "/"), (_("Bac à sable"), reverse("labs:index"))]
    if title:
        trail = [*above, (_("Mon coffre"), reverse("vault:index")), (title, None)]
    else:
        trail = [*above, (_("Mon coffre"), None)]
    shared = {"section": "bac-a-sable", "place": place, "trail": trail}
    return render(request, template, {**shared, **context}, status=status)
