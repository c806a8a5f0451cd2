"""The authorisation that came with this request, renewed when it must be."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from sandbox.aggregator import cookies
from sandbox.aggregator.authorisation import Link, Paused, Refusal, link_from, renewed
from sandbox.aggregator.middleware import hold_data
from sandbox.aggregator.vault import VaultDown


@dataclass
class Holding:
    """A link or none; whether it has just ended, or is suspended; whether the vault could not be asked to renew it."""

    link: Link | None = None
    is_fresh: bool = False
    is_over: bool = False
    is_down: bool = False
    is_paused: bool = False

    def settle(self, response: HttpResponse) -> None:
        """Give the browser what it must carry from now on."""
        if self.is_over and self.link is None:
            cookies.forget(response, cookies.LINK)
        elif self.link is not None and self.is_fresh:
            cookies.write(response, cookies.LINK, self.link.as_json())


def holding_of(request: HttpRequest) -> Holding:
    link = link_from(cookies.read(request, cookies.LINK))
    if link is None:
        return Holding()
    hold_data(request)
    if not link.is_stale:
        return Holding(link)
    try:
        return Holding(renewed(link), is_fresh=True)
    except Paused:
        return Holding(link, is_paused=True)
    except Refusal:
        return Holding(is_over=True)
    except VaultDown:
        return Holding(link, is_down=True)
