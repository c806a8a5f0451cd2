"""What holders see of their own consents, and how they end them. Another's is a 404."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.accounts.http import AuthenticatedRequest
from sandbox.consents import services
from sandbox.consents.models import ConsentRecord
from sandbox.consents.rules.offers import box


@never_cache
@login_required
@require_safe
def index(request: AuthenticatedRequest) -> HttpResponse:
    now = timezone.now()
    consents = list(
        ConsentRecord.objects.of(request.user).select_related("client", "vault").order_by("-decided_at", "-pk")
    )
    context = {
        "standing": [consent for consent in consents if consent.is_standing(now)],
        "past": [consent for consent in consents if not consent.is_standing(now)],
    }
    return page(request, "consents/index.html", context, [(_("Mes autorisations"), None)])


@never_cache
@login_required
@require_safe
def detail(request: AuthenticatedRequest, uid: UUID) -> HttpResponse:
    consent = own(request, uid)
    context = {
        "consent": consent,
        "is_standing": consent.is_standing(timezone.now()),
        "accepted": [box(item["purpose"], item["scope"]) for item in consent.details],
        "declined": [
            shown
            for shown in consent.shown["boxes"]
            if {"purpose": shown["purpose"], "scope": shown["scope"]} not in consent.details
        ],
    }
    return page(request, "consents/detail.html", context, [*listed(), (consent.client.name, None)])


@never_cache
@login_required
@require_safe
def receipt(request: AuthenticatedRequest, uid: UUID) -> JsonResponse:
    consent = own(request, uid)
    response = JsonResponse(services.receipt_of(consent), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="recu-{consent.uid}.json"'
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: AuthenticatedRequest, uid: UUID) -> HttpResponse:
    """Asked once more: it cannot be undone."""
    consent = own(request, uid)
    if request.method == "POST":
        services.withdraw(consent=consent)
        messages.success(request, _("Vous avez retiré cette autorisation. Toute nouvelle lecture est refusée."))
        return redirect(consent)
    if not consent.is_standing(timezone.now()):
        return redirect(consent)
    trail = [*listed(), (consent.client.name, consent.get_absolute_url()), (_("Retirer"), None)]
    return page(request, "consents/withdraw.html", {"consent": consent}, trail)


@login_required
@require_POST
def pause(request: AuthenticatedRequest, uid: UUID) -> HttpResponse:
    return changed(request, uid, services.pause, _("L’autorisation est suspendue. Le service ne peut plus rien lire."))


@login_required
@require_POST
def resume(request: AuthenticatedRequest, uid: UUID) -> HttpResponse:
    return changed(request, uid, services.resume, _("L’autorisation reprend, jusqu’à la même date."))


def changed(request: AuthenticatedRequest, uid: UUID, change: Callable[..., ConsentRecord], done: str) -> HttpResponse:
    """Do it to one's own consent and say it; one that is over meanwhile says so."""
    consent = own(request, uid)
    try:
        change(consent=consent)
    except services.ConsentIsOver as over:
        messages.error(request, str(over))
    else:
        messages.success(request, done)
    return redirect(consent)


def own(request: AuthenticatedRequest, uid: UUID) -> ConsentRecord:
    return get_object_or_404(ConsentRecord.objects.of(request.user).select_related("client", "vault"), uid=uid)


def listed() -> list[tuple[str, str | None]]:
    return [(_("Mes autorisations"), reverse("consents:index"))]


def page(
    request: AuthenticatedRequest, template: str, context: dict[str, Any], trail: list[tuple[str, str | None]]
) -> HttpResponse:
    start: list[tuple[str, str | None]] = [(_("Bac à sable"), reverse("labs:index"))]
    context |= {"trail": start + trail, "section": "bac-a-sable", "place": "consents"}
    return render(request, template, context)
