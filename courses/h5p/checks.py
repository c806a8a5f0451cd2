"""What must hold before the player has a host name of its own."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, register
from django.http.request import validate_host

from cms.foundation.addresses import host_of


@register()
def the_player_has_a_host_name_of_its_own(**kwargs: Any) -> list[Error]:
    """Cookies ignore ports (RFC 6265, § 8.5): on another port of the site, a package would read the site's."""
    origin = settings.H5P_PLAYER_ORIGIN
    if not origin:
        return []
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.hostname or origin != f"{parts.scheme}://{parts.netloc}":
        return [
            Error(
                f"H5P_PLAYER_ORIGIN doit être une adresse sans chemin, et non « {origin} ».",
                hint="Par exemple : https://activites.exemple.fr",
                id="h5p.E001",
            )
        ]
    errors = []
    if settings.PRODUCTION and parts.scheme != "https":
        errors.append(Error("H5P_PLAYER_ORIGIN doit commencer par « https:// » en production.", id="h5p.E002"))
    host = host_of(origin).lower()
    if host == host_of(settings.SITE_URL).lower() or validate_host(host, settings.SITE_HOSTS):
        errors.append(
            Error(
                f"H5P_PLAYER_ORIGIN porte un nom d’hôte du site, « {host} » : une activité y lirait ses cookies.",
                hint="Donnez-lui un autre nom d’hôte ; un autre port ne suffit pas.",
                id="h5p.E003",
            )
        )
    domains = filter(None, [settings.SESSION_COOKIE_DOMAIN, settings.CSRF_COOKIE_DOMAIN])
    if any(validate_host(host, ["." + domain.lstrip(".").lower()]) for domain in domains):
        errors.append(
            Error(
                f"Les cookies du site sont envoyés à « {host} », l’hôte de H5P_PLAYER_ORIGIN.",
                hint="Ne fixez pas de domaine pour les cookies.",
                id="h5p.E004",
            )
        )
    return errors
