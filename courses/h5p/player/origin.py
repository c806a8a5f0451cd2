"""Where activities are played: on the site, in a frame of opaque origin, or on a host name of their own."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def is_apart() -> bool:
    """Another host name is set: see « H5P_PLAYER_ORIGIN » in docs/deployer.md."""
    return bool(settings.H5P_PLAYER_ORIGIN)


def player_origin(request: HttpRequest) -> str:
    """Scheme and host of the player, for whom `request` came to."""
    return settings.H5P_PLAYER_ORIGIN or f"{request.scheme}://{request.get_host()}"


def is_for_the_player(request: HttpRequest) -> bool:
    """The request came to the host name that only plays."""
    asked, wanted = request.get_host().lower(), urlsplit(settings.H5P_PLAYER_ORIGIN)
    return asked.removesuffix(DEFAULT_PORTS[wanted.scheme]) == wanted.netloc.lower().removesuffix(
        DEFAULT_PORTS[wanted.scheme]
    )
