"""Does this text come from the issuer, as it left it? The same questions for a credential and for a list."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from passport.proofs.integrity import method_of, verify_checked
from passport.proofs.jose import kid_of, verify_token
from passport.proofs.keys import algorithm_of
from passport.proofs.reasons import Reason, Refused
from passport.proofs.strict import check_form, read_json
from passport.verify.issuer import Issuer
from passport.verify.verdict import Check


class Opening(Protocol):
    """Opens the examination of one check: what is refused inside is refused by that check.

    `settles` is false when the check goes on later: it does not hold yet.
    """

    def __call__(self, check: Check, *, settles: bool = True) -> AbstractContextManager[None]: ...


def silently(check: Check, *, settles: bool = True) -> AbstractContextManager[None]:
    return nullcontext()


def authenticate(text: str, *, issuer: Issuer, kind: str, opening: Opening = silently) -> dict[str, Any]:
    """The body of a signed text, without its proof. `kind`: the type it must have.

    Raises Refused, at the first of the four checks that does not hold.
    """
    examine = _document if text.startswith("{") else _token
    return examine(text, issuer, kind, opening)


def _document(text: str, issuer: Issuer, kind: str, opening: Opening) -> dict[str, Any]:
    with opening(Check.FORM):
        document = read_json(text)
        body = {name: value for name, value in document.items() if name != "proof"}
        checked = check_form(body, issuer.contexts)
        check_kind(body, kind)
    with opening(Check.ISSUER):
        check_issuer(body, issuer)
    with opening(Check.PROOF, settles=False):
        method = method_of(document)
    with opening(Check.KEY):
        key = issuer.key(method)
        if not isinstance(key.public, Ed25519PublicKey):
            raise Refused(Reason.KEY_UNKNOWN, "/proof/verificationMethod")
    with opening(Check.PROOF):
        verify_checked(checked, document["proof"], key=key.public, contexts=issuer.contexts)
    return body


def _token(text: str, issuer: Issuer, kind: str, opening: Opening) -> dict[str, Any]:
    with opening(Check.PROOF, settles=False):
        kid = kid_of(text)
    with opening(Check.KEY):
        key = issuer.key(kid)
        if isinstance(key.public, Ed25519PublicKey):
            raise Refused(Reason.KEY_UNKNOWN, "kid")
    with opening(Check.PROOF):
        body = verify_token(text, key=key.public, algorithms=(algorithm_of(key.public),))
    with opening(Check.FORM):
        check_form(body, issuer.contexts)
        check_kind(body, kind)
    with opening(Check.ISSUER):
        check_issuer(body, issuer)
    return body


def check_kind(document: dict[str, Any], kind: str) -> None:
    """A status list is not a passport, though both are signed by the same keys."""
    types = document.get("type")
    if not isinstance(types, list) or kind not in types:
        raise Refused(Reason.OTHER_KIND, "/type")


def check_issuer(document: dict[str, Any], issuer: Issuer) -> None:
    """A credential’s issuer is an object, a status list’s is its identifier alone."""
    named = document.get("issuer")
    if (named.get("id") if isinstance(named, dict) else named) != issuer.did:
        raise Refused(Reason.ISSUER_UNKNOWN, "/issuer")
