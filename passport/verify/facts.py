"""What a credential says, for people: only read once its proof holds."""

from typing import Any

from passport.proofs.instants import read_instant
from passport.proofs.reasons import Reason, Refused
from passport.verify.verdict import Facts


def read_facts(body: dict[str, Any]) -> Facts:
    """Raises Refused (SHAPE, DATE_MALFORMED) when what every credential of ours says is missing."""
    try:
        subject = body["credentialSubject"]
        achievement = subject["achievement"]
        return Facts(
            credential_id=body["id"],
            holder=_holder(subject),
            title=body.get("name") or achievement["name"],
            achievement=achievement["name"],
            description=achievement["description"],
            issuer=body["issuer"]["name"],
            criteria=achievement["criteria"].get("id", ""),
            scores=_scores(subject),
            valid_from=read_instant(body["validFrom"], "/validFrom"),
            valid_until=read_instant(body["validUntil"], "/validUntil"),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise Refused(Reason.SHAPE, "/credentialSubject") from error


def _holder(subject: dict[str, Any]) -> str:
    """The name in clear, if there is one: the e-mail is only there as a salted hash."""
    for identity in subject.get("identifier", []):
        if identity["identityType"] == "name" and identity["hashed"] is False:
            return identity["identityHash"]
    return ""


def _scores(subject: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Each result with the name of what it measures, and its unit."""
    described = {found["id"]: found for found in subject["achievement"].get("resultDescription", [])}
    return tuple(_score(result, described) for result in subject.get("result", []))


def _score(result: dict[str, Any], described: dict[str, Any]) -> tuple[str, str]:
    about = described.get(result["resultDescription"], {})
    unit = "\u00a0%" if about.get("resultType") == "Percent" else ""
    return about.get("name", ""), result["value"] + unit
