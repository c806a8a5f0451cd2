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
from courses.modules.activities import Activity
from sandbox.vault.models import Vault
from sandbox.vault.services import note_visit, open_vault, vault_of

Asked = ParamSpec("Asked")


def said_when_refused(view: Callable[Concatenate[AuthenticatedRequest, Asked], Any]) -> Callable[..., Any]:
    """A page of the signed-in person, which says a refusal instead of failing."""

    @never_cache
    @login_required
    @wraps(view)
    def wrapped(request: AuthenticatedRequest, *args: Asked.args, **kwargs: Asked.kwargs) -> Any:
        try:
            return view(request, *args, **kwargs)
        except DomainError as refusal:
            return unreadable(request, refusal)

    return wrapped


def with_own_vault(view: Callable[Concatenate[AuthenticatedRequest, Vault, Asked], Any]) -> Callable[..., Any]:
    """Give the view the vault of the signed-in person. Reading opens a first one; sending a form never does."""
    sent = with_standing_vault(view)

    @wraps(view)
    def wrapped(request: AuthenticatedRequest, *args: Asked.args, **kwargs: Asked.kwargs) -> Any:
        if request.method == "POST":
            return sent(request, *args, **kwargs)
        return view(request, open_vault(learner=request.user), *args, **kwargs)

    return said_when_refused(wrapped)


def with_standing_vault(view: Callable[Concatenate[AuthenticatedRequest, Vault, Asked], Any]) -> Callable[..., Any]:
    """The same, of a vault that is there already: what is sent or fetched from an old page opens nothing."""

    @wraps(view)
    def wrapped(request: AuthenticatedRequest, *args: Asked.args, **kwargs: Asked.kwargs) -> Any:
        vault = vault_of(request.user)
        if vault is None:
            return gone(request, nothing_kept=True, status=409)
        note_visit(vault=vault)
        return view(request, vault, *args, **kwargs)

    return said_when_refused(wrapped)


def gone(
    request: AuthenticatedRequest, *, nothing_kept: bool = False, back: Activity | None = None, status: int = 200
) -> HttpResponse:
    """The vault is erased: since when, and where to go from there."""
    last = Vault.objects.of(request.user).exclude(state=Vault.State.OPEN).order_by("-erased_at").first()
    context = {"last": last, "current": vault_of(request.user), "nothing_kept": nothing_kept, "back": back}
    title = _("Votre coffre est effacé") if last else _("Vous n’avez pas de coffre")
    return page(request, "vault/erased.html", {**context, "title": title}, title=title, status=status)


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
