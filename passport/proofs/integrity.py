"""The proof embedded in a document: Data Integrity 1.0 with the suite `eddsa-rdfc-2022` (W3C, Ed25519)."""

import re
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

import base58
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from passport.proofs.canonical import canonicalize, canonicalize_dataset
from passport.proofs.contexts import Contexts
from passport.proofs.instants import read_instant, write_instant
from passport.proofs.reasons import Reason, Refused
from passport.proofs.strict import Checked, check_form

SUITE: Final = "eddsa-rdfc-2022"
PURPOSE: Final = "assertionMethod"
MEMBERS: Final = frozenset({"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"})
VALUE: Final = re.compile(r"z[1-9A-HJ-NP-Za-km-z]{64,90}", re.ASCII)
METHOD: Final = re.compile(r"did:[a-z0-9]+:[A-Za-z0-9._:%-]+#[A-Za-z0-9._-]+", re.ASCII)


def sign_document(
    document: dict[str, Any], *, key: Ed25519PrivateKey, method: str, created: datetime, contexts: Contexts
) -> dict[str, Any]:
    """The document with its `proof`, last; what is given is left as it is.

    `method`: the DID URL of the key. Raises Refused when the form is not strict, or the method not the issuer's;
    ValueError when there is a proof already.
    """
    if "proof" in document:
        raise ValueError("already proved")
    check_controller(document, method)
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": write_instant(created),
        "verificationMethod": method,
        "proofPurpose": PURPOSE,
    }
    signature = key.sign(_to_sign(check_form(document, contexts), proof, contexts))
    return {**document, "proof": {**proof, "proofValue": "z" + base58.b58encode(signature).decode("ascii")}}


def verify_document(document: dict[str, Any], *, key: Ed25519PublicKey, contexts: Contexts) -> None:
    """Returns when the proof holds for this very document and this key.

    Whose key it is, whether it is still trusted, dates and status are for the caller. Raises Refused: PROOF_MISSING,
    PROOF_MALFORMED, SUITE_REFUSED, PURPOSE_REFUSED, KEY_ELSEWHERE, PROOF_ALTERED, or a reason of form.
    """
    proof = _proof_of(document)
    check_controller(document, proof["verificationMethod"])
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    _verify(check_form(unsigned, contexts), proof, key, contexts)


def verify_checked(checked: Checked, proof: object, *, key: Ed25519PublicKey, contexts: Contexts) -> None:
    """The same, for a document whose form was checked already: it is not read again.

    Raises Refused, as `verify_document` does, without the reasons of form.
    """
    read = _read_proof(proof)
    check_controller(checked.body, read["verificationMethod"])
    _verify(checked, read, key, contexts)


def method_of(document: dict[str, Any]) -> str:
    """The DID URL of the key that is said to have signed. Raises Refused, as `verify_document` does."""
    method: str = _proof_of(document)["verificationMethod"]
    return method


def issuer_of(document: dict[str, Any]) -> str:
    """The issuer's identifier, written alone or in a profile. Raises Refused (ISSUER_UNKNOWN)."""
    issuer = document.get("issuer")
    identifier = issuer.get("id") if isinstance(issuer, dict) else issuer
    if not isinstance(identifier, str):
        raise Refused(Reason.ISSUER_UNKNOWN, "/issuer")
    return identifier


def check_controller(document: dict[str, Any], method: str) -> None:
    """A key speaks for the issuer whose DID it is part of, and nobody else. Raises Refused (KEY_ELSEWHERE)."""
    if method.partition("#")[0] != issuer_of(document):
        raise Refused(Reason.KEY_ELSEWHERE, "/proof/verificationMethod")


def _proof_of(document: dict[str, Any]) -> dict[str, Any]:
    if "proof" not in document:
        raise Refused(Reason.PROOF_MISSING)
    return _read_proof(document["proof"])


def _read_proof(proof: object) -> dict[str, Any]:
    if not isinstance(proof, dict) or not all(isinstance(value, str) for value in proof.values()):
        raise Refused(Reason.PROOF_MALFORMED, "/proof")
    if proof.get("type") != "DataIntegrityProof" or proof.get("cryptosuite") != SUITE:
        raise Refused(Reason.SUITE_REFUSED, "/proof/cryptosuite")
    if proof.get("proofPurpose") != PURPOSE:
        raise Refused(Reason.PURPOSE_REFUSED, "/proof/proofPurpose")
    if proof.keys() != MEMBERS:
        raise Refused(Reason.PROOF_MALFORMED, "/proof")
    if not METHOD.fullmatch(proof["verificationMethod"]):
        raise Refused(Reason.KEY_ELSEWHERE, "/proof/verificationMethod")
    if not VALUE.fullmatch(proof["proofValue"]):
        raise Refused(Reason.PROOF_MALFORMED, "/proof/proofValue")
    read_instant(proof["created"], "/proof/created")
    return proof


def _verify(checked: Checked, proof: dict[str, Any], key: Ed25519PublicKey, contexts: Contexts) -> None:
    signature = base58.b58decode(proof["proofValue"][1:])
    config = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        key.verify(signature, _to_sign(checked, config, contexts))
    except InvalidSignature as error:
        raise Refused(Reason.PROOF_ALTERED, "/proof/proofValue") from error


def _to_sign(checked: Checked, config: dict[str, Any], contexts: Contexts) -> bytes:
    """SHA-256 of the canonical configuration, then of the canonical document (eddsa-rdfc-2022 § 3.2.4)."""
    quads = canonicalize_dataset(checked.dataset)
    config_quads = canonicalize({"@context": checked.body["@context"], **config}, contexts)
    return sha256(config_quads.encode()).digest() + sha256(quads.encode()).digest()
