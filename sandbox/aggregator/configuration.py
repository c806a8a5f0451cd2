"""What this program is told at start, by its environment alone: seven MAVILLE_ variables and nothing else."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

HONEST, DISHONEST = "honnete", "indelicat"
REQUIRED = (
    "MAVILLE_VAULT_URL",
    "MAVILLE_CLIENT_ID",
    "MAVILLE_CLIENT_SECRET",
    "MAVILLE_DATA_DIR",
    "MAVILLE_URL",
)


class Misconfigured(SystemExit):
    """The program refuses to start, and says in French which variable to give."""


@dataclass(frozen=True, slots=True)
class Configuration:
    vault_url: str
    client_id: str
    client_secret: str
    data_dir: Path
    url: str
    mode: str
    draw_secret: str

    def __repr__(self) -> str:
        """Without the secrets: a repr ends in logs."""
        return f"Configuration({self.client_id}, {self.mode})"

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def is_https(self) -> bool:
        return urlsplit(self.url).scheme == "https"

    @property
    def keeps_secretly(self) -> bool:
        return self.mode == DISHONEST

    @property
    def folders(self) -> dict[str, Path]:
        """The folders that this program may write in; the twin alone uses the last three."""
        names = ["base", "journaux", "tmp", *(["cache", "sessions", "archives"] if self.keeps_secretly else [])]
        return {name: self.data_dir / name for name in names}

    def cookie(self, name: str) -> str:
        """`__Host-` makes the browser refuse the cookie when it is not Secure or not ours alone (RFC 6265bis)."""
        prefix = "__Host-" if self.is_https else ""
        return f"{prefix}{self.client_id.replace('-', '_')}_{name}"


def configuration_from(environment: Mapping[str, str]) -> Configuration:
    missing = [name for name in REQUIRED if not environment.get(name)]
    mode = environment.get("MAVILLE_MODE") or HONEST
    if mode == DISHONEST and not environment.get("MAVILLE_DRAW_SECRET"):
        missing.append("MAVILLE_DRAW_SECRET")
    if missing:
        raise Misconfigured(f"« Ma ville » ne démarre pas : il manque {', '.join(missing)} dans l’environnement.")
    if mode not in (HONEST, DISHONEST):
        raise Misconfigured(f"« Ma ville » ne démarre pas : MAVILLE_MODE vaut {HONEST} ou {DISHONEST}, pas « {mode} ».")
    for name in ("MAVILLE_VAULT_URL", "MAVILLE_URL"):
        if not is_origin(environment[name]):
            raise Misconfigured(f"« Ma ville » ne démarre pas : {name} s’écrit comme « http://localhost:8000 ».")
    return Configuration(
        vault_url=environment["MAVILLE_VAULT_URL"].rstrip("/"),
        client_id=environment["MAVILLE_CLIENT_ID"],
        client_secret=environment["MAVILLE_CLIENT_SECRET"],
        data_dir=Path(environment["MAVILLE_DATA_DIR"]).resolve(),
        url=environment["MAVILLE_URL"].rstrip("/"),
        mode=mode,
        draw_secret=environment.get("MAVILLE_DRAW_SECRET", ""),
    )


@cache
def current() -> Configuration:
    """This process's own."""
    return configuration_from(os.environ)


def is_origin(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
