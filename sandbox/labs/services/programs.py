"""Whether the other programs answer: a lab that needs one says so instead of failing."""

from typing import Final, NamedTuple

import requests
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

SECONDS_KEPT: Final = 5


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
    return {code: Program(code, name, url, answers(url)) for code, name, url in known}


def answers(url: str) -> bool:
    """Asked at most every five seconds."""
    key = f"program:{url}"
    known = cache.get(key)
    if known is None:
        known = ask(url)
        cache.set(key, known, SECONDS_KEPT)
    return bool(known)


def ask(url: str) -> bool:
    with requests.Session() as session:
        session.trust_env = False
        try:
            return session.get(f"{url}/sante/", timeout=(1, 1), allow_redirects=False).status_code == 200
        except requests.RequestException:
            return False
