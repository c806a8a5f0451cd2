"""The private keys: encrypted files of one folder, or variables of the environment. Never in a database.

A key named `es256-2026a` is the PKCS#8 PEM in `SIGNING_KEY_DIR/es256-2026a.pem`, or in the variable
`SIGNING_KEY_ES256_2026A`, which comes first. Each is decrypted once per process. No function here holds a secret in a
variable of its own: a page that shows the variables of a failure has none to show.
"""

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from passport.signing.errors import (
    KeystoreUnwritable,
    KeyUnreadable,
    NewPassphraseMissing,
    PassphraseMissing,
    RewrapInterrupted,
    SamePassphrase,
)

PrivateKey = Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

# Beside the keys of a laptop alone; production keeps its passphrase elsewhere.
PASSPHRASE_FILE: Final = "passphrase"  # noqa: S105
_VARIABLE: Final = "SIGNING_KEY_"
_REWRAPPED: Final = ".pem.rewrapped"

_loaded: dict[tuple[str, str], PrivateKey] = {}


@dataclass(frozen=True, slots=True)
class Wrapping:
    """Names of the files that open with the passphrase in use, and of those that open with the new one already."""

    old: tuple[str, ...]
    new: tuple[str, ...]


def folder() -> Path:
    return Path(settings.SIGNING_KEY_DIR)


def path_of(name: str) -> Path:
    return folder() / f"{name}.pem"


def variable_of(name: str) -> str:
    return _VARIABLE + name.upper().replace("-", "_")


def has(name: str) -> bool:
    return is_in_environment(name) or path_of(name).exists()


def is_in_environment(name: str) -> bool:
    return bool(os.environ.get(variable_of(name)))


def opens(name: str) -> bool:
    """Whether the passphrase in use opens it, or opened it in this process."""
    try:
        private_key(name)
    except (KeyUnreadable, PassphraseMissing):
        return False
    return True


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


def wrapping() -> Wrapping:
    """Which files open with the passphrase in use, and which with the one to come already.

    Raises KeyUnreadable for one that opens with neither; NewPassphraseMissing, SamePassphrase, PassphraseMissing.
    """
    if not settings.SIGNING_KEY_NEW_PASSPHRASE:
        raise NewPassphraseMissing
    if _new_passphrase() == _passphrase():
        raise SamePassphrase
    opened = {name: _public(path_of(name), _new_passphrase) is not None for name in names()}
    for name, is_new in opened.items():
        if not is_new and _public(path_of(name), _passphrase) is None:
            raise KeyUnreadable(name=name)
    return Wrapping(
        tuple(name for name, is_new in opened.items() if not is_new),
        tuple(name for name, is_new in opened.items() if is_new),
    )


@contextmanager
def rewrapping() -> Iterator[tuple[str, ...]]:
    """Encrypt with the new passphrase whatever has the old one: the names, while all is ready and nothing is changed.

    Each file is whole beside its own before the block begins; they take their places when it ends, so that a crash
    leaves each key under one of the two passphrases, and a second run finishes. An error in the block changes nothing.
    Raises what `wrapping` raises; KeystoreUnwritable, with nothing changed; RewrapInterrupted, with some changed.
    """
    with _folder_to_myself() as handle:
        _clear_unfinished()
        left = list(wrapping().old)
        try:
            _prepare(left)
            yield tuple(left)
            _put_in_place(left, handle)
        finally:
            _clear_unfinished()


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


def _new_passphrase() -> bytes:
    return str(settings.SIGNING_KEY_NEW_PASSPHRASE).encode()


def _public(path: Path, passphrase: Callable[[], bytes]) -> bytes | None:
    """The public part of what a file holds, None when it does not open."""
    with suppress(OSError, ValueError, TypeError):
        key = serialization.load_pem_private_key(path.read_bytes(), passphrase())
        return key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    return None


def _beside(name: str) -> Path:
    return folder() / f".{name}{_REWRAPPED}"


def _clear_unfinished() -> None:
    for path in folder().glob(f".*{_REWRAPPED}"):
        path.unlink()


@contextmanager
def _folder_to_myself() -> Iterator[int]:
    """One change of passphrase at a time; the handle of the folder. A process that dies lets go."""
    handle = os.open(folder(), os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def _prepare(names: list[str]) -> None:
    try:
        for name in names:
            _write_rewrapped(name)
    except OSError:
        raise KeystoreUnwritable from None


def _put_in_place(left: list[str], handle: int) -> None:
    try:
        while left:
            os.replace(_beside(left[0]), path_of(left[0]))
            del left[0]
        os.fsync(handle)
    except OSError:
        raise RewrapInterrupted(left=len(left)) from None


def _write_rewrapped(name: str) -> None:
    """Beside its file, with the same owner, and read again: what takes its place is known to open."""
    path, beside = path_of(name), _beside(name)
    owner = path.stat()
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        if os.geteuid() == 0:
            os.fchown(file.fileno(), owner.st_uid, owner.st_gid)
        file.write(
            serialization.load_pem_private_key(path.read_bytes(), _passphrase()).private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.BestAvailableEncryption(_new_passphrase()),
            )
        )
        file.flush()
        os.fsync(file.fileno())
    if _public(beside, _new_passphrase) != _public(path, _passphrase):
        raise OSError(f"{beside.name} does not read as it was written")


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
