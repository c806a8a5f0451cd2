"""Asking for access and giving it back."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from sandbox.aggregator import authorisation, cookies, counters
from sandbox.aggregator.authorisation import link_from
from sandbox.aggregator.middleware import hold_data
from sandbox.aggregator.rules.purposes import BY_CODE, PURPOSES, scopes_of
from sandbox.aggregator.vault import VaultDown
from sandbox.aggregator.views import errors


@require_GET
def ask(request: HttpRequest) -> HttpResponse:
    """Send the inhabitant to the vault. One tile adds itself to what is lit; without a tile, everything is asked."""
    tile = request.GET.get("tuile", "")
    if tile and tile not in BY_CODE:
        return errors.bad_request(request)
    codes = [purpose.code for purpose in PURPOSES]
    if tile:
        link = link_from(cookies.read(request, cookies.LINK))
        wanted = {tile, *(link.lit if link else ())}
        codes = [code for code in codes if code in wanted]
    address, pending = authorisation.new_request(scopes_of(codes), codes)
    response = HttpResponseRedirect(address)
    cookies.write(response, cookies.PENDING, authorisation.remember(cookies.read(request, cookies.PENDING), pending))
    counters.count("demander")
    return response


@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """The way back from the vault, with an access or with the reason why there is none."""
    hold_data(request)
    pending = cookies.read(request, cookies.PENDING)
    try:
        link = authorisation.finish(request.GET.dict(), pending)
    except authorisation.Refusal as refusal:
        status = 200 if refusal.reason == "refus" else 400
        return render(request, "maville/retour.html", {"reason": refusal.reason}, status=status)
    except VaultDown:
        return errors.unavailable(request)
    response = redirect("home")
    others = [item for item in pending if item.get("state") != request.GET.get("state")]
    cookies.write(response, cookies.PENDING, others)
    cookies.write(response, cookies.LINK, link.as_json())
    cookies.forget(response, cookies.FOLLOWED)  # the refusals of an authorisation say nothing of the next one
    counters.count("retour")
    return response


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    link = link_from(cookies.read(request, cookies.LINK))
    was_told = authorisation.give_back(link) if link is not None else True
    response = render(request, "maville/oublie.html", {"was_told": was_told, "had_access": link is not None})
    cookies.forget(response, cookies.LINK, cookies.PENDING, cookies.FOLLOWED, cookies.TRIAL)
    return response
