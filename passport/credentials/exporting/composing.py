"""What the static site holds, file by file, composed before anything is written."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import rfc8785
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import translation

from passport import credentials
from passport.achievements.badges import badge_png
from passport.achievements.documents import achievement_document
from passport.achievements.models import Achievement
from passport.credentials.exporting.program import program
from passport.credentials.models import Credential
from passport.proofs.contexts import CREDENTIALS_V2, IN_FOLDER, OPEN_BADGES
from passport.signing.models import SigningKey, StatusList
from passport.signing.rules import Kind
from passport.signing.services import contexts, issuer_did, last_list, published_did, published_jwk, published_jwks

STYLE: Final = Path(credentials.__file__).parent / "static/credentials/css/export.css"
LANGUAGE: Final = "fr"


def last_end(now: datetime) -> datetime | None:
    """When the last credential in force ends: until then somebody may want to know whether it was revoked."""
    latest: datetime | None = Credential.objects.in_force().aggregate(latest=Max("expires_at"))["latest"]
    return latest if latest and latest > now else None


def compose_site(*, until: datetime, now: datetime) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file. `until`: how long the status lists, signed here once more, may be relied upon.

    Raises NoActiveKey or KeyUnreadable when the lists cannot be signed, ContextsAltered when a context is not the
    official text.
    """
    yield from _keys()
    numbers = list(StatusList.objects.order_by("number").values_list("number", flat=True))
    for number in numbers:
        signed = last_list(number, until=until)
        yield f"statuts/{number}", signed.document.encode()
        yield f"statuts/{number}.jwt", signed.token.encode()
    for address, name in IN_FOLDER.items():
        yield f"contextes/{name}", rfc8785.dumps(contexts().texts[address])
    yield "programme.zip", program()
    with translation.override(LANGUAGE):
        yield from _pages(numbers, until=until, now=now)


def _keys() -> Iterator[tuple[str, bytes]]:
    """Those of credentials, and the certificates of the seals that are trusted, which the verifier goes by.

    Their roots are for other readers: under one of them, a compromised seal would still be believed.
    """
    yield ".well-known/did.json", _json(published_did())
    yield ".well-known/jwks.json", _json(published_jwks())
    for key in SigningKey.objects.trusted().filter(kind=Kind.TOKEN).oldest_first():
        yield f"cles/{key.name}.json", _json(published_jwk(key.name))
    roots: dict[bytes, str] = {}
    for key in SigningKey.objects.trusted().filter(kind=Kind.SEAL).oldest_first():
        chain = x509.load_pem_x509_certificates(key.certificates.encode())
        yield f"cachets/{key.name}.pem", chain[0].public_bytes(Encoding.PEM)
        roots.setdefault(chain[-1].public_bytes(Encoding.PEM), key.name)
    for certificate, name in roots.items():
        yield f"racines/{name}.pem", certificate


def _pages(numbers: list[int], *, until: datetime, now: datetime) -> Iterator[tuple[str, bytes]]:
    """The pages for people, and what was asked for each title, in both forms, at the addresses that titles name."""
    did = issuer_did()
    host = did.removeprefix("did:web:").replace("%3A", ":")
    achievements = list(Achievement.objects.select_related("pathway").order_by("name", "version"))
    common = {
        "issuer": settings.ISSUER_NAME,
        "did": did,
        "did_address": f"https://{host}/.well-known/did.json",
        "exported_at": now,
        "until": until,
        "lists": numbers,
        "achievements": achievements,
    }

    def page(template: str, root: str, **more: Any) -> bytes:
        return render_to_string(template, common | {"root": root} | more).encode()

    yield "style.css", STYLE.read_bytes()
    yield "index.html", page("credentials/export/index.html", "")
    yield "verifier.html", page("credentials/export/verifier.html", "")
    yield "404.html", page("credentials/export/gone.html", "/")
    for achievement in achievements:
        place = f"referentiels/{achievement.slug}/{achievement.version}"
        template = "credentials/export/achievement.html"
        yield f"{place}/index.html", page(template, "../../../", achievement=achievement)
        yield f"{place}/criteres/index.html", page(template, "../../../../", achievement=achievement)
        document = {"@context": [CREDENTIALS_V2, OPEN_BADGES], **achievement_document(achievement)}
        yield f"{place}/achievement.json", _json(document)
        yield f"{place}/insigne.png", badge_png(achievement)


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"
