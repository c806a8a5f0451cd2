"""The follow-up of reads, what is kept, and the sign of life."""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sandbox.aggregator import cookies, counters
from sandbox.aggregator.authorisation import link_from
from sandbox.aggregator.holding import Holding, holding_of
from sandbox.aggregator.rules.calendar import day_in_town, last_whole_month
from sandbox.aggregator.rules.purposes import SCOPE_WORDS
from sandbox.aggregator.vault import DEAD, DOWN, READ, REFUSED, Answer, VaultClient

SHOWN = 12
ENOUGH = 3  # refusals after which the page stops asking
# The least telling first: this page only wants to know whether the door is open.
LIGHTEST = ("dechets:mois", "eau:mois", "energie:mois", "logement:profil", "eau:jour", "mobilite:zone")


@require_GET
def follow(request: HttpRequest) -> HttpResponse:
    """Tries one small read at each view; shows the last ones, their outcome and how long they took.

    A vault that keeps saying no is not asked any more, unless the inhabitant wants to try again (`?essai`).
    """
    lines = [line for line in cookies.read(request, cookies.FOLLOWED) or [] if isinstance(line, dict)]
    wants, is_paused = "essai" in request.GET, "pause" in request.GET
    holding = None
    if wants or not (is_paused or keeps_refusing(lines)):
        holding = holding_of(request)
        scope, answer = one_read(holding)
        lines = [*([line_of(scope, answer)] if answer is not None else []), *lines][:SHOWN]
    link = holding.link if holding is not None else link_from(cookies.read(request, cookies.LINK))
    is_shut = keeps_refusing(lines)
    context = {
        "page": "suivi",
        "lines": lines,
        "has_link": link is not None,
        "is_shut": is_shut,
        "is_paused": is_paused,
        "goes_on": link is not None and not is_shut and not is_paused,
    }
    response = redirect("follow") if wants else render(request, "maville/suivi.html", context)
    if holding is not None:
        holding.settle(response)
    if lines:
        cookies.write(response, cookies.FOLLOWED, lines)
    return response


def keeps_refusing(lines: Sequence[Mapping[str, Any]]) -> bool:
    """As many refusals as are enough, the latest first, since the last value that was read."""
    since = takewhile(lambda line: line.get("outcome") != READ, lines)
    return sum(line.get("outcome") in (REFUSED, DEAD) for line in since) >= ENOUGH


def one_read(holding: Holding) -> tuple[str, Answer | None]:
    if holding.is_over:
        return "", Answer(DEAD, 0, 400)
    if holding.is_paused:
        return "", Answer(REFUSED, 0, 400)
    if holding.is_down:
        return "", Answer(DOWN, 0)
    if holding.link is None or not holding.link.scopes:
        return "", None
    scope = next((scope for scope in LIGHTEST if scope in holding.link.scopes), holding.link.scopes[0])
    with VaultClient(holding.link.access) as vault:
        return scope, vault.series(scope, last_whole_month(day_in_town(timezone.localdate())))


def line_of(scope: str, answer: Answer) -> dict[str, Any]:
    """When, what, the outcome and its duration; never a value."""
    return {
        "at": timezone.localtime().strftime("%H:%M:%S.%f")[:-3],
        "reads": SCOPE_WORDS.get(scope, ""),
        "outcome": answer.outcome,
        "status": answer.status,
        "ms": answer.ms,
        "is_read": answer.outcome == READ,
    }


@require_GET
def about(request: HttpRequest) -> HttpResponse:
    counters.count("a-propos")
    return render(request, "maville/a_propos.html", {"page": "a-propos"})


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("en service\n", content_type="text/plain; charset=utf-8")
