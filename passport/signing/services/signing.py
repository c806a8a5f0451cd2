"""Signing in the issuer's name, with the active keys."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from passport.proofs.integrity import sign_document
from passport.proofs.jose import sign_token
from passport.proofs.keys import algorithm_of
from passport.signing import keystore
from passport.signing.models import SigningKey
from passport.signing.rules import Kind
from passport.signing.services.identity import contexts, method_of
from passport.signing.services.keys import active_key


@dataclass(frozen=True, slots=True)
class Signed:
    """The two forms of one credential, as the exact texts to keep and to serve, and the keys that signed them."""

    document: str
    token: str
    proof_key: SigningKey
    token_key: SigningKey


@sensitive_variables()
def sign_credential(document: dict[str, Any]) -> Signed:
    """Sign a credential or a status list, without `proof`, in both forms.

    Raises Refused when a verifier would not read the document as we do: the strict form is checked first. Raises
    NoActiveKey, KeyUnreadable and PassphraseMissing when nothing can be signed. Writes nothing to the database, unless
    a laptop's first keys have to be made.
    """
    proof_key, token_key = active_key(Kind.PROOF), active_key(Kind.TOKEN)
    with_proof = sign_document(
        document,
        key=keystore.proof_key(proof_key.name),
        method=method_of(proof_key),
        created=timezone.now(),
        contexts=contexts(),
    )
    token = sign_token(
        document,
        key=keystore.token_key(token_key.name),
        kid=method_of(token_key),
        algorithm=algorithm_of(keystore.token_key(token_key.name).public_key()),
    )
    return Signed(write(with_proof), token, proof_key, token_key)


def write(document: dict[str, Any]) -> str:
    """The text to keep: once signed, a document is never serialised again."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
