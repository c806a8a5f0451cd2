"""Whether the other programs answer: a lab that needs one says so instead of failing."""

from collections.abc import Sequence
from threading import Thread
from time import monotonic
from typing import Final, NamedTuple

import requests
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

SECONDS_KEPT: Final = 5
PATIENCE: Final = 1.5  # seconds, whatever the number of programs


class Program(NamedTuple):
    """Another program of the sandbox: its name, its address, and whether it answers."""

    code: str
    name: str
    url: str
    is_up: bool


def programs() -> dict[str, Program]:
    """The two aggregators and provider B, by code: "aggregator", "twin", "provider"."""
    known = (
        ("aggregator", _("Agrégateur n° 1, « Ma ville »"), settings.AGGREGATOR_URL),
        ("twin", _("Agrégateur n° 2, « Ma ville bis »"), settings.AGGREGATOR_TWIN_URL),
        ("provider", _("Fournisseur B"), settings.PROVIDER_B_URL),
    )
    is_up = answers([url for _code, _name, url in known])
    return {code: Program(code, name, url, is_up[url]) for code, name, url in known}


def answers(urls: Sequence[str]) -> dict[str, bool]:
    """Asked at most every five seconds, all together: programs that hang cost the time of one."""
    keys = {url: f"program:{url}" for url in urls}
    known = cache.get_many(keys.values())
    found = ask_together([url for url, key in keys.items() if key not in known])
    cache.set_many({keys[url]: is_up for url, is_up in found.items()}, SECONDS_KEPT)
    return {url: bool(found[url] if url in found else known[key]) for url, key in keys.items()}


def ask_together(urls: Sequence[str]) -> dict[str, bool]:
    """One that is not heard in time does not answer; its thread holds back neither the page nor the server's end."""
    found: dict[str, bool] = {}

    def note(url: str) -> None:
        found[url] = ask(url)

    threads = [Thread(target=note, args=(url,), daemon=True) for url in urls]
    for thread in threads:
        thread.start()
    deadline = monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(deadline - monotonic(), 0))
    return {url: found.get(url, False) for url in urls}


def ask(url: str) -> bool:
    with requests.Session() as session:
        session.trust_env = False
        try:
            return session.get(f"{url}/sante/", timeout=(1, 1), allow_redirects=False).status_code == 200
        except requests.RequestException:
            return False
