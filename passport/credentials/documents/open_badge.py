"""The Open Badges 3.0 envelope, on the W3C data model 2.0: `OpenBadgeCredential`, before any proof.

Open Badges 3.0 final, § 5.1 (Achievement Credential), and W3C Verifiable Credentials Data Model 2.0.
"""

from typing import Any, Final

from passport.achievements.documents import achievement_document, score_id
from passport.credentials.documents.claims import Claims, claims_of
from passport.credentials.models import Credential
from passport.proofs.contexts import CREDENTIALS_V2, EXTENSIONS, OPEN_BADGES
from passport.proofs.instants import write_instant
from passport.signing.models import StatusEntry
from passport.signing.services import credential_status

# The third context is what defines the type of `credentialSchema`.
CONTEXTS: Final = (CREDENTIALS_V2, OPEN_BADGES, EXTENSIONS)
SCHEMA: Final = {
    "type": "1EdTechJsonSchemaValidator2019",
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
}


def compose_document(credential: Credential, entry: StatusEntry) -> dict[str, Any]:
    """The body that both forms sign, with the place of `entry` in its status list.

    Another salt at each call: what was signed is kept and served as text, never composed again.
    """
    claims = claims_of(credential)
    return {
        "@context": list(CONTEXTS),
        "id": claims.credential_id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": claims.name,
        "description": claims.description,
        "issuer": {
            "id": claims.issuer_id,
            "type": ["Profile"],
            "name": claims.issuer_name,
            "url": claims.issuer_url,
        },
        "validFrom": write_instant(claims.valid_from),
        "validUntil": write_instant(claims.valid_until),
        "awardedDate": write_instant(claims.awarded_at),
        "credentialSubject": _subject(claims),
        "evidence": [
            {"type": ["Evidence"], "name": each.name, "genre": each.genre, "narrative": each.narrative}
            for each in claims.evidence
        ],
        "credentialStatus": credential_status(entry),
        "credentialSchema": [dict(SCHEMA)],
    }


def _subject(claims: Claims) -> dict[str, Any]:
    """The name comes first: some wallets show the first identifier alone."""
    achievement = achievement_document(claims.achievement)
    subject: dict[str, Any] = {
        "id": claims.subject_id,
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityType": "name",
                "identityHash": claims.holder_name,
            },
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityType": "emailAddress",
                "salt": claims.email_salt,
                "identityHash": claims.email_hash,
            },
        ],
        "achievement": achievement,
    }
    if claims.percent is not None and "resultDescription" in achievement:
        result = {"type": ["Result"], "value": str(claims.percent), "resultDescription": score_id(claims.achievement)}
        subject["result"] = [result]
    return subject
