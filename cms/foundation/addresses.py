"""Where programs answer: host names that differ, and ports that are free."""

import errno
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.utils.translation import gettext as _


def host_of(address: str) -> str:
    return urlsplit(address).hostname or ""


def port_of(address: str) -> int:
    parts = urlsplit(address)
    return parts.port or (443 if parts.scheme == "https" else 80)


def shared_hosts(addresses: Mapping[str, str]) -> list[str]:
    """One sentence for each host name that two programs would share.

    Cookies are kept by host name and ignore ports (RFC 6265, § 8.5): a browser would hand the session of one program
    to the other.
    """
    settings_of: dict[str, list[str]] = {}
    for setting, address in addresses.items():
        settings_of.setdefault(host_of(address).lower(), []).append(setting)
    return [
        _(
            "%(settings)s ont le même nom d’hôte, « %(host)s » : le navigateur donnerait à l’un les cookies "
            "de l’autre. Donnez à chacun un nom différent."
        )
        % {"settings": _(" et ").join(names), "host": host}
        for host, names in settings_of.items()
        if len(names) > 1
    ]


def what_prevents_listening(host: str, port: int) -> int | None:
    """The error number that a server would get there; None when the place is free."""
    try:
        family, _kind, _protocol, _name, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        return errno.EADDRNOTAVAIL
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError as refused:
            return refused.errno or errno.EADDRINUSE
    return None
