"""The private keys: encrypted files of one folder, or variables of the environment. Never in a database.

A key named `es256-2026a` is the PKCS#8 PEM in `SIGNING_KEY_DIR/es256-2026a.pem`, or in the variable
`SIGNING_KEY_ES256_2026A`, which comes first. Each is decrypted once per process. No function here holds a secret in a
variable of its own: a page that shows the variables of a failure has none to show.
"""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from passport.signing.errors import KeyUnreadable, PassphraseMissing

PrivateKey = Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

# Beside the keys of a laptop alone; production keeps its passphrase elsewhere.
PASSPHRASE_FILE: Final = "passphrase"  # noqa: S105
_VARIABLE: Final = "SIGNING_KEY_"

_loaded: dict[tuple[str, str], PrivateKey] = {}


def folder() -> Path:
    return Path(settings.SIGNING_KEY_DIR)


def path_of(name: str) -> Path:
    return folder() / f"{name}.pem"


def variable_of(name: str) -> str:
    return _VARIABLE + name.upper().replace("-", "_")


def has(name: str) -> bool:
    return bool(os.environ.get(variable_of(name))) or path_of(name).exists()


def names() -> list[str]:
    """Those that have a file, so that no name is used twice even when the database was begun anew."""
    return sorted(path.stem for path in folder().glob("*.pem")) if folder().is_dir() else []


def private_key(name: str) -> PrivateKey:
    """Decrypted the first time, then kept by the process. Raises KeyUnreadable, PassphraseMissing."""
    place = (str(folder()), name)
    if place not in _loaded:
        _loaded[place] = _read(name)
    return _loaded[place]


def proof_key(name: str) -> Ed25519PrivateKey:
    """A key of embedded proofs. Raises KeyUnreadable, also for a key of another sort; PassphraseMissing."""
    key = private_key(name)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnreadable(name=name)
    return key


def token_key(name: str) -> ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey:
    """A key of tokens. Raises KeyUnreadable, also for a key of another sort; PassphraseMissing."""
    key = private_key(name)
    if isinstance(key, Ed25519PrivateKey):
        raise KeyUnreadable(name=name)
    return key


def store(name: str, key: PrivateKey) -> None:
    """Write a new key: encrypted, whole and on the disk, or not at all.

    Raises FileExistsError when the name has a file already, PassphraseMissing.
    """
    _write_new(
        path_of(name),
        lambda: key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(_passphrase()),
        ),
    )
    _loaded[str(folder()), name] = key


def store_certificate(path: Path, text: str) -> None:
    """A certificate is public: kept beside the keys, unencrypted. What another process wrote first stays."""
    with suppress(FileExistsError):
        _write_new(path, text.encode)


def discard(name: str) -> None:
    """Forget a key that was never published: its row was not written."""
    _loaded.pop((str(folder()), name), None)
    path_of(name).unlink(missing_ok=True)


def forget() -> None:
    """What this process keeps decrypted."""
    _loaded.clear()


def _read(name: str) -> PrivateKey:
    key = None
    with suppress(OSError, ValueError, TypeError):
        key = serialization.load_pem_private_key(_encrypted(name), _passphrase())
    if not isinstance(key, PrivateKey):
        raise KeyUnreadable(name=name)
    return key


def _encrypted(name: str) -> bytes:
    """The PEM as it is kept. Many services hand variables over on one line, with `\\n` written out."""
    if text := os.environ.get(variable_of(name)):
        return text.replace("\\n", "\n").encode()
    return path_of(name).read_bytes()


def _passphrase() -> bytes:
    if settings.SIGNING_KEY_PASSPHRASE:
        return str(settings.SIGNING_KEY_PASSPHRASE).encode()
    if settings.PRODUCTION:
        raise PassphraseMissing
    path = folder() / PASSPHRASE_FILE
    with suppress(FileExistsError):
        _write_new(path, lambda: secrets.token_urlsafe(32).encode())
    return path.read_bytes()


def _write_new(path: Path, make: Callable[[], bytes]) -> None:
    """Raises FileExistsError; two processes that write together leave one whole file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)
    finally:
        unfinished.unlink()
