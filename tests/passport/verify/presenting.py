"""An issuer’s folder as it is exported, and files to present to it: genuine ones, and ones spoilt on the way.

Keys, credential and list are those of `tests.passport.proofs.examples`; seals those of `tests.passport.proofs.sealing`.
"""

import copy
import io
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from PIL import Image

from passport.proofs.baking import bake
from passport.proofs.did import PublicKey, did_document
from passport.proofs.pdf import attachments_of
from passport.verify.issuer import FolderIssuer
from passport.verify.judging import judge
from passport.verify.verdict import Check, State, Verdict
from tests.passport.proofs import examples, sealing

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
A_WEEK_LATER = NOW + timedelta(days=7)
DOCUMENT, TOKEN, PICTURE, SEALED = "document", "token", "picture", "sealed"
FORMS = (DOCUMENT, TOKEN, PICTURE, SEALED)
BOTH = (DOCUMENT, TOKEN)

Change = Callable[[dict[str, Any]], None]


def export(
    folder: Path,
    *,
    lists: Mapping[str, str] | None = None,
    keys: Sequence[PublicKey] | None = None,
    trusted: Sequence[PublicKey] | None = None,
    did: str = examples.DID,
) -> FolderIssuer:
    """What `manage.py export_issuer` writes, of what a judgement reads. `lists`: text by file name."""
    keys = examples.public_keys() if keys is None else keys
    document = did_document(did, keys, keys if trusted is None else trusted)
    for name in (".well-known", "statuts", "racines"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / ".well-known/did.json").write_text(json.dumps(document))
    (folder / "emetteur.json").write_text(json.dumps({"did": did, "exported_at": "2026-11-23T10:00:00Z"}))
    examples.contexts().write(folder / "contextes")
    (folder / "racines/racine.pem").write_bytes(sealing.authority().root.public_bytes(Encoding.PEM))
    for name, text in (a_list() if lists is None else lists).items():
        (folder / "statuts" / name).write_text(text)
    return FolderIssuer(folder)


def a_list(*revoked: int, **changes: Any) -> dict[str, str]:
    """The list that examples name, in its default form, by file name."""
    return {"1": json.dumps(examples.proved(examples.status_list(revoked, **changes)))}


def a_token_list(*revoked: int, **changes: Any) -> dict[str, str]:
    return {"1.jwt": examples.as_token(examples.status_list(revoked, **changes))}


@cache
def originals() -> tuple[str, str]:
    """The genuine document and the genuine token of one credential."""
    return signed(examples.credential())


def signed(credential: dict[str, Any]) -> tuple[str, str]:
    return json.dumps(examples.proved(credential), ensure_ascii=False), examples.as_token(credential)


def file_of(form: str, document: str | None = None, token: str | None = None, **options: Any) -> bytes:
    """A file of that form that carries these texts, or the genuine ones; `options` are those of `sealed_around`."""
    if document is None and token is None and not options:
        return genuine(form)
    document = originals()[0] if document is None else document
    token = originals()[1] if token is None else token
    match form:
        case "document":
            return document.encode()
        case "token":
            return token.encode()
        case "picture":
            return bake(a_picture(), document)
    return sealed_around(document, token, **options)


@cache
def genuine(form: str) -> bytes:
    return file_of(form, *originals())


def sealed_around(document: str, token: str, *, photograph: str | None = None, page: bytes | None = None) -> bytes:
    return sealing.a_sealed_pdf(page, attachments=attachments_of(document, token, photograph))


def a_picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4), "#7a1b3a").save(drawn, "PNG")
    return drawn.getvalue()


def spoilt(form: str, change: Change) -> bytes:
    """The genuine file, its content changed after it was signed, its signature kept."""
    document, token = originals()
    altered = json.loads(document)
    change(altered)
    return file_of(form, json.dumps(altered, ensure_ascii=False), with_payload(token, change))


def with_payload(token: str, change: Change) -> str:
    header, payload, signature = token.split(".")
    body = json.loads(unpack(payload))
    change(body)
    return ".".join((header, pack(body), signature))


def with_header(token: str, header: dict[str, Any]) -> str:
    _header, payload, signature = token.split(".")
    return ".".join((pack(header), payload, signature))


def header_of(token: str) -> dict[str, Any]:
    return json.loads(unpack(token.split(".")[0]))


def pack(value: dict[str, Any]) -> str:
    return pack_bytes(json.dumps(value, ensure_ascii=False).encode())


def pack_bytes(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def unpack(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def changed(document: dict[str, Any], change: Change) -> dict[str, Any]:
    """A copy, changed: what its issuer would have signed so."""
    altered = copy.deepcopy(document)
    change(altered)
    return altered


def verdict_of(content: bytes, issuer: FolderIssuer, now: datetime = NOW) -> Verdict:
    return judge(content, issuer=issuer, now=now)


def reason_of(verdict: Verdict, check: Check | None = None) -> tuple[Check, str] | None:
    """The check that did not hold, and its reason."""
    found = next((found for found in verdict.failing if check in (None, found.check)), None)
    return found and (found.check, found.reason)


def accepted(form: str, issuer: FolderIssuer, now: datetime = NOW) -> bool:
    """Whether the untouched original is: what a test of a refusal must see as well."""
    return verdict_of(file_of(form), issuer, now).state is State.VALID
