"""Credentials small enough to read, and what verifies them: with the keys that the site publishes, and nothing else."""

import json
import uuid

from passport.proofs.contexts import CREDENTIALS_V2, EXTENSIONS, OPEN_BADGES
from passport.proofs.did import read_did_document
from passport.proofs.integrity import method_of, verify_document
from passport.proofs.jose import kid_of, verify_token
from passport.signing.services import contexts, credential_status, issuer_did, published_did


def a_credential(entry=None):
    """Before its proof; with a status when it has a place in a list."""
    achievement = "http://testserver/referentiels/passeport/2026"
    document = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES, EXTENSIONS],
        "id": f"urn:uuid:{uuid.uuid4()}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Passeport digital",
        "issuer": {"id": issuer_did(), "type": ["Profile"], "name": "Plateforme"},
        "validFrom": "2026-03-02T08:00:00Z",
        "validUntil": "2036-03-02T08:00:00Z",
        "credentialSubject": {
            "id": f"urn:uuid:{uuid.uuid4()}",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": achievement,
                "type": ["Achievement"],
                "name": "Passeport digital",
                "description": "Socle de compétences.",
                "criteria": {"narrative": "Réussir les évaluations."},
            },
        },
    }
    return document | ({"credentialStatus": credential_status(entry)} if entry else {})


def verify(signed):
    """Both forms of what was signed, by the keys published now; Refused or KeyError when one does not hold."""
    keys = read_did_document(published_did())
    document = json.loads(signed.document)
    verify_document(document, key=keys[method_of(document)].public, contexts=contexts())
    key = keys[kid_of(signed.token)]
    body = verify_token(signed.token, key=key.public, algorithms=("ES256", "RS256"))
    document.pop("proof")
    assert body == document, "both forms say the same"
    return body


def still_verifies(signed):
    try:
        verify(signed)
    except KeyError:  # the key is not among those that may assert
        return False
    return True
