"""Garde-fou contre l’accident, pas une barrière contre un attaquant.

A Python audit hook (PEP 578) that refuses what this program never needs: a file outside its allow-list, another
program, a socket to anything but the vault. CPython says that audit hooks are no sandbox: code that wants out gets
out. The barrier of a real deployment is another system user or container (docs/deployer.md).
"""

import os
import socket
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PACKAGE = Path(__file__).resolve().parent
SYSTEM_FILES = (
    "/dev/null",
    "/dev/urandom",
    "/etc/gai.conf",
    "/etc/host.conf",
    "/etc/hosts",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/nsswitch.conf",
    "/etc/pki",
    "/etc/resolv.conf",
    "/etc/ssl",
    "/proc/self",
    "/usr/share/ca-certificates",
    "/usr/share/mime",
    "/usr/share/zoneinfo",
)
OTHER_PROGRAMS = ("os.exec", "os.posix_spawn", "os.spawn", "os.system", "pty.spawn", "subprocess.Popen")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


class Refused(PermissionError):
    """The guard stopped an accident."""


def python_folders() -> list[str]:
    paths = sysconfig.get_paths()
    names = ("stdlib", "platstdlib", "purelib", "platlib", "scripts")
    return [sys.prefix, sys.base_prefix, *(paths[name] for name in names)]


@dataclass
class Guard:
    vault_url: str
    data_dir: Path
    binds: set[tuple[Any, ...]] | None = None  # None while the server is starting
    vault_ips: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        vault = urlsplit(self.vault_url)
        self.vault_host = vault.hostname or ""
        self.vault_port = vault.port or (443 if vault.scheme == "https" else 80)
        self.writable = (os.path.realpath(self.data_dir), "/dev/null")
        parent = PACKAGE.parent / "__init__.py"
        readable = [str(PACKAGE), str(parent), *python_folders(), *SYSTEM_FILES]
        self.readable = (*{os.path.realpath(path) for path in readable}, *readable, *self.writable)
        self.rules: dict[str, Callable[[tuple[Any, ...]], None]] = {
            "open": self.check_open,
            "sqlite3.connect": self.check_database,
            "socket.bind": self.check_bind,
            "socket.connect": self.check_connect,
            "socket.getaddrinfo": self.check_lookup,
            "socket.sendto": self.check_connect,
            **dict.fromkeys(("os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.chmod"), self.check_change),
            **dict.fromkeys(("os.rename", "os.link", "os.symlink"), self.check_both),
            **dict.fromkeys(OTHER_PROGRAMS, self.refuse_program),
        }

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        rule = self.rules.get(event)
        if rule is not None:
            rule(arguments)

    def install(self) -> None:
        sys.addaudithook(self)

    def check_open(self, arguments: tuple[Any, ...]) -> None:
        path, mode, flags = arguments
        writes = bool(set(mode or "") & set("wax+")) or bool((flags or 0) & WRITING)
        self.check_path(path, self.writable if writes else self.readable)

    def check_database(self, arguments: tuple[Any, ...]) -> None:
        if arguments[0] != ":memory:":
            self.check_path(arguments[0], self.writable)

    def check_change(self, arguments: tuple[Any, ...]) -> None:
        self.check_path(arguments[0], self.writable)

    def check_both(self, arguments: tuple[Any, ...]) -> None:
        self.check_path(arguments[0], self.writable)
        self.check_path(arguments[1], self.writable)

    def check_path(self, path: Any, allowed: tuple[str, ...]) -> None:
        if isinstance(path, int):  # a descriptor that is open already
            return
        given = os.fsdecode(path)
        if os.path.normpath(given).startswith("/proc/self/") and allowed is self.readable:
            return
        real = os.path.realpath(given)
        if not any(real == root or real.startswith(root + os.sep) for root in allowed):
            raise Refused(f"Garde-fou : « Ma ville » n’ouvre pas {given}.")

    def refuse_program(self, _arguments: tuple[Any, ...]) -> None:
        raise Refused("Garde-fou : « Ma ville » ne lance aucun autre programme.")

    def check_lookup(self, arguments: tuple[Any, ...]) -> None:
        host = arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0]
        allowed = {self.vault_host, "localhost", None, "", *(bind[0] for bind in self.binds or ())}
        if self.binds is not None and host not in allowed:
            raise Refused(f"Garde-fou : « Ma ville » ne cherche pas l’adresse de {host}.")

    def check_bind(self, arguments: tuple[Any, ...]) -> None:
        if self.binds is not None and tuple(arguments[1][:2]) not in self.binds:
            raise Refused("Garde-fou : « Ma ville » n’écoute qu’à sa propre adresse.")

    def check_connect(self, arguments: tuple[Any, ...]) -> None:
        address = arguments[1]
        if not isinstance(address, tuple) or address[1] != self.vault_port or not self.is_vault(address[0]):
            raise Refused("Garde-fou : « Ma ville » ne parle qu’au coffre.")

    def is_vault(self, ip: str) -> bool:
        if ip not in self.vault_ips:  # asked again on a miss only: a container may have changed its address
            found = socket.getaddrinfo(self.vault_host, self.vault_port, proto=socket.IPPROTO_TCP)
            self.vault_ips = {str(entry[4][0]) for entry in found}
        return ip in self.vault_ips
