"""Who is believed: one issuer, its keys and its status lists, all at hand before a file is opened.

A file names addresses; none is ever fetched. They are only compared with those of the issuer.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import unquote, urlsplit

from cryptography import x509

from passport.proofs.contexts import Contexts, ContextsAltered
from passport.proofs.did import PublicKey, read_did_document
from passport.proofs.reasons import Reason, Refused

LIST_PATH: Final = re.compile(r"/statuts/([1-9][0-9]{0,8})", re.ASCII)


class Issuer(Protocol):
    """What a judgement asks of whoever issues."""

    @property
    def did(self) -> str: ...

    @property
    def contexts(self) -> Contexts: ...

    @property
    def trust_roots(self) -> Sequence[x509.Certificate]:
        """Whose certificates may seal a PDF."""

    def key(self, method: str) -> PublicKey:
        """The key that this DID URL names. Raises Refused: KEY_ELSEWHERE, KEY_UNKNOWN, KEY_COMPROMISED."""

    def status_list(self, address: str) -> str | None:
        """The signed list of that address, as JSON or as a token; None when there is none at hand."""

    def number_of(self, credential_id: str) -> str | None:
        """The number printed on that credential (twelve signs); None when the issuer’s register is not at hand."""


class IssuerUnreachable(Exception):
    """The issuer’s tables cannot be read now: nothing can be concluded."""


class FolderUnusable(Exception):
    """The folder is not what an issuer’s export is. The message is for people."""


class FolderIssuer:
    """An issuer as its static export describes it: `manage.py export_issuer` writes the folder."""

    def __init__(self, folder: Path) -> None:
        """Raises FolderUnusable."""
        self.folder: Final = folder
        try:
            self.did: Final[str] = json.loads((folder / "emetteur.json").read_text(encoding="utf-8"))["did"]
            self._document: Final[dict[str, Any]] = json.loads((folder / ".well-known/did.json").read_text("utf-8"))
            self._keys: Final = read_did_document(self._document)
            self.contexts: Final = Contexts.from_folder(folder / "contextes")
            # The seals’ own certificates if they were exported: under a root, others may bear the issuer’s name.
            self.trust_roots: Final = certificates_in(folder / "cachets") or certificates_in(folder / "racines")
        except ContextsAltered as trouble:
            raise FolderUnusable(f"Le contexte {trouble.address} manque ou n’est pas le texte officiel.") from trouble
        except (OSError, ValueError, KeyError, TypeError, Refused) as trouble:
            raise FolderUnusable(f"{folder} n’est pas le dossier d’un émetteur, ou il est incomplet.") from trouble
        if self._document.get("id") != self.did:
            raise FolderUnusable("Les clefs de ce dossier sont celles d’un autre émetteur.")

    def key(self, method: str) -> PublicKey:
        return known_key(method, did=self.did, trusted=self._keys, published=published_in(self._document))

    def status_list(self, address: str) -> str | None:
        number = list_number(address, self.did)
        if number is None:
            return None
        for name in (f"{number}", f"{number}.jwt"):
            path = self.folder / "statuts" / name
            if path.is_file():
                return path.read_text(encoding="utf-8", errors="replace")
        return None

    def number_of(self, credential_id: str) -> str | None:
        """A public export does not hold the register."""
        return None


def certificates_in(folder: Path) -> list[x509.Certificate]:
    return [
        certificate
        for path in sorted(folder.glob("*.pem"))
        for certificate in x509.load_pem_x509_certificates(path.read_bytes())
    ]


def known_key(method: str, *, did: str, trusted: dict[str, PublicKey], published: set[str]) -> PublicKey:
    """The issuer’s own key of that DID URL, if it may still be believed."""
    if method.partition("#")[0] != did:
        raise Refused(Reason.KEY_ELSEWHERE)
    if method in trusted:
        return trusted[method]
    raise Refused(Reason.KEY_COMPROMISED if method in published else Reason.KEY_UNKNOWN)


def published_in(did_document: dict[str, Any]) -> set[str]:
    """The DID URL of every key, believed or not."""
    return {method["id"] for method in did_document.get("verificationMethod", [])}


def list_number(address: str, did: str) -> int | None:
    """N of `<the issuer’s own site>/statuts/N`; None for any other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    found = LIST_PATH.fullmatch(parts.path)
    is_ours = parts.scheme in ("http", "https") and parts.netloc == unquote(did.removeprefix("did:web:"))
    return int(found[1]) if found and is_ours and not parts.query and not parts.fragment else None
