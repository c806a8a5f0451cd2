"""A credential as we issue them, a status list, and the keys that sign both: what every test of proofs begins with.

Made anew by each call, so that a test may spoil its own.
"""

import copy
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from passport.proofs.bitstring import encode
from passport.proofs.contexts import CREDENTIALS_V2, EXTENSIONS, OPEN_BADGES, Contexts
from passport.proofs.did import PublicKey, did_document, read_did_document
from passport.proofs.instants import write_instant
from passport.proofs.integrity import method_of, sign_document, verify_document
from passport.proofs.jose import kid_of, sign_token, verify_token
from passport.proofs.reasons import Reason, Refused
from passport.proofs.strict import read_json

NODE_MODULES = Path(__file__).parents[3] / "node_modules"

SITE = "https://passeport.example"
DID = "did:web:passeport.example"
PROOF_METHOD = f"{DID}#ed25519-2026a"
TOKEN_METHOD = f"{DID}#es256-2026a"
LIST_ADDRESS = f"{SITE}/statuts/1"
INDEX = 48213
CREATED = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DURING = datetime(2027, 6, 1, tzinfo=UTC)


@cache
def contexts() -> Contexts:
    return Contexts.from_packages(NODE_MODULES)


@cache
def proof_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@cache
def token_key() -> EllipticCurvePrivateKey:
    return generate_private_key(SECP256R1())


def public_keys() -> list[PublicKey]:
    return [
        PublicKey("ed25519-2026a", "ed25519", proof_key().public_key()),
        PublicKey("es256-2026a", "es256", token_key().public_key()),
    ]


def issuer_document() -> dict[str, Any]:
    """The DID document of the issuer, both keys trusted."""
    return did_document(DID, public_keys(), public_keys())


def credential(**changes: Any) -> dict[str, Any]:
    """The specification's example, before any proof; `changes` replace members at the top."""
    return {**copy.deepcopy(CREDENTIAL), **changes}


def status_list(revoked: tuple[int, ...] = (), **changes: Any) -> dict[str, Any]:
    """The list that `credential` names, before any proof."""
    return {
        "@context": [CREDENTIALS_V2],
        "id": LIST_ADDRESS,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": DID,
        "validFrom": "2026-11-23T00:00:00Z",
        "validUntil": "2026-11-24T00:00:00Z",
        "credentialSubject": {
            "id": f"{LIST_ADDRESS}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "ttl": 300000,
            "encodedList": encode(revoked),
        },
        **changes,
    }


def proved(
    document: dict[str, Any], *, key: Ed25519PrivateKey | None = None, method: str = PROOF_METHOD
) -> dict[str, Any]:
    return sign_document(document, key=key or proof_key(), method=method, created=CREATED, contexts=contexts())


def as_token(document: dict[str, Any], *, key: EllipticCurvePrivateKey | None = None, kid: str = TOKEN_METHOD) -> str:
    return sign_token(document, key=key or token_key(), kid=kid)


def in_force(document: dict[str, Any]) -> dict[str, Any]:
    """The same document, before any proof, in force now and until tomorrow: other programs look at the clock."""
    now = datetime.now(UTC)
    dates = {"validFrom": write_instant(now - timedelta(days=1)), "validUntil": write_instant(now + timedelta(days=1))}
    return {**document, **dates}


def believe(text: str, did: dict[str, Any] | None = None) -> dict[str, Any]:
    """What a verifier does with either form before it looks at dates and status. Raises Refused; returns the body."""
    keys = read_did_document(did or issuer_document())
    if text.startswith("{"):
        document = read_json(text)
        verify_document(document, key=_key(keys, method_of(document), "ed25519"), contexts=contexts())
        return {name: value for name, value in document.items() if name != "proof"}
    return verify_token(text, key=_key(keys, kid_of(text), "es256"), contexts=contexts())


def _key(keys: dict[str, PublicKey], url: str, kind: str) -> Any:
    if url not in keys or keys[url].kind != kind:
        raise Refused(Reason.KEY_UNKNOWN)
    return keys[url].public


CREDENTIAL: dict[str, Any] = {
    "@context": [CREDENTIALS_V2, OPEN_BADGES, EXTENSIONS],
    "id": "urn:uuid:7c1f0c1e-6c86-4a3e-9f57-2f8a5d0c9b11",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": "Passeport digital de l’élu·e",
    "description": "Atteste la réussite des évaluations du passeport digital.",
    "issuer": {
        "id": DID,
        "type": ["Profile"],
        "name": "Plateforme Passeport digital",
        "url": f"{SITE}/",
        "image": {"id": f"{SITE}/static/logo.png", "type": "Image", "caption": "Logo"},
    },
    "validFrom": "2026-11-23T09:30:00Z",
    "validUntil": "2029-11-22T09:30:00Z",
    "awardedDate": "2026-11-23T09:30:00Z",
    "credentialSubject": {
        "id": "urn:uuid:f3b7d7a6-0f0d-4f0e-8d6e-5a9d7c1b2e34",
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityType": "name",
                "identityHash": "Camille Éluard-Noël",
            },
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityType": "emailAddress",
                "salt": "b0c4d7e2a1958366f04b8c2d9e7a5163",
                "identityHash": "sha256$9f6b2c1d8e7a40535f6b2c1d8e7a4053c0ffee11223344556677889900aabbcc",
            },
        ],
        "achievement": {
            "id": f"{SITE}/referentiels/passeport/2026",
            "type": ["Achievement"],
            "achievementType": "Certification",
            "version": "2026.1",
            "inLanguage": "fr",
            "name": "Passeport digital",
            "description": "Socle de compétences numériques pour l’exercice d’un mandat local.",
            "criteria": {
                "id": f"{SITE}/referentiels/passeport/2026/criteres",
                "narrative": "Réussir les cinq évaluations avec au moins 70\u00a0%, corrigées par le serveur.",
            },
            "image": {"id": f"{SITE}/static/badge.png", "type": "Image", "caption": "Insigne"},
            "resultDescription": [
                {
                    "id": f"{SITE}/referentiels/passeport/2026#score",
                    "type": ["ResultDescription"],
                    "name": "Score global",
                    "resultType": "Percent",
                    "valueMin": "0",
                    "valueMax": "100",
                    "requiredValue": "70",
                }
            ],
        },
        "result": [
            {"type": ["Result"], "value": "86", "resultDescription": f"{SITE}/referentiels/passeport/2026#score"}
        ],
    },
    "evidence": [
        {
            "type": ["Evidence"],
            "name": "Évaluations corrigées par le serveur",
            "genre": "Quiz",
            "narrative": "Cinq évaluations chronométrées, questions tirées au sort.",
        }
    ],
    "credentialStatus": {
        "id": f"{LIST_ADDRESS}#{INDEX}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(INDEX),
        "statusListCredential": LIST_ADDRESS,
    },
    "credentialSchema": [
        {
            "type": "1EdTechJsonSchemaValidator2019",
            "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
        }
    ],
}
