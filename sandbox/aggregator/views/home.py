"""« Ma ville »: one page for the services of everyday life."""

import re
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sandbox.aggregator import cookies, counters, twin
from sandbox.aggregator.authorisation import Link
from sandbox.aggregator.configuration import current
from sandbox.aggregator.holding import holding_of
from sandbox.aggregator.landmarks import Landmarks, landmarks_from
from sandbox.aggregator.readings import Readings
from sandbox.aggregator.rules.calendar import Period, day_in_town, last_whole_month
from sandbox.aggregator.rules.cost import NAMES
from sandbox.aggregator.tiles import busiest_quarters, next_collections, tiles_for, wanted_periods
from sandbox.aggregator.vault import DEAD, DOWN, READ, Answer, Terms, VaultClient, VaultDown, terms_from

TRIAL = re.compile(r"[A-Za-z0-9_-]{1,80}")


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    trial = trial_of(request)
    holding = holding_of(request)
    link = None if holding.is_paused else holding.link
    with VaultClient(link.access if link else "") as vault:
        town_answer = vault.landmarks()
        town = landmarks_from(town_answer.content)
        today = day_in_town(timezone.localdate(), town.year)
        page = personal_part(vault, link, town, today)
    if current().keeps_secretly and page["terms"] is not None:
        twin.keep(pseudonym=page["terms"].pseudonym, trial=trial, readings=page["readings"].raw())
    counters.count("accueil")
    context = page | {
        "page": "accueil",
        "today": today,
        "has_town": town_answer.outcome == READ,
        "town": town,
        "tariffs": [(*NAMES[domain], tariff) for domain, tariff in town.tariffs.items() if domain in NAMES],
        "collections": next_collections(town, today),
        "busiest": busiest_quarters(town),
        "is_over": holding.is_over or page["is_over"],
        "has_link": holding.link is not None,
        "is_paused": holding.is_paused,
        "is_down": holding.is_down or page["is_down"],
    }
    response = render(request, "maville/accueil.html", context)
    holding.settle(response)
    if trial:
        cookies.write(response, cookies.TRIAL, trial)
    return response


def personal_part(vault: VaultClient, link: Link | None, town: Landmarks, today: date) -> dict[str, Any]:
    """The tiles; all dark without an authorisation, or once it is over."""
    month = last_whole_month(today)
    answer = vault.terms() if link is not None else None
    terms = known_terms(answer)
    readings = read_all(vault, terms, month) if terms is not None else Readings({})
    is_over = any(each.outcome == DEAD for each in [*readings.answers.values(), *([answer] if answer else [])])
    granted = terms.scopes if terms is not None and not is_over else frozenset[str]()
    purposes = terms.purposes if terms is not None else frozenset[str]()
    return {
        "tiles": tiles_for(granted=granted, purposes=purposes, readings=readings, town=town, month=month),
        "terms": terms,
        "readings": readings,
        "is_over": is_over,
        "is_down": answer is not None and answer.outcome == DOWN,
        "refusal": answer.why if answer is not None else "",
        "until": terms.until if terms is not None else None,
    }


def known_terms(answer: Answer | None) -> Terms | None:
    if answer is None or answer.outcome != READ:
        return None
    try:
        return terms_from(answer.content)
    except VaultDown:
        return None


def read_all(vault: VaultClient, terms: Terms, month: Period) -> Readings:
    """One call for each series; after a dead token, none."""
    answers: dict[str, Answer] = {}
    wanted = wanted_periods(terms.scopes, terms.purposes, month, terms.period, everything=current().keeps_secretly)
    for scope, span in wanted.items():
        period = span.within(terms.period)
        if period is None:
            continue
        answers[scope] = vault.series(scope, period)
        if answers[scope].outcome == DEAD:
            break
    return Readings(answers)


def trial_of(request: HttpRequest) -> str:
    """The lab's mark, given once in the address and then carried by a sealed cookie."""
    given = request.GET.get("epreuve", "")
    if TRIAL.fullmatch(given):
        return given
    known = cookies.read(request, cookies.TRIAL)
    return known if isinstance(known, str) else ""
