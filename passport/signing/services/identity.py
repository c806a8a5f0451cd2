"""Who the issuer is to other programs, the keys it publishes, and the words it signs with."""

from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.conf import settings

from passport.proofs.contexts import Contexts
from passport.proofs.did import PublicKey, did_document, did_web, jwk_of, jwks, key_url
from passport.signing.models import SigningKey
from passport.signing.rules import Kind, State


def issuer_did() -> str:
    """`did:web:` and the host of SITE_URL; a port is written %3A."""
    return did_web(settings.SITE_URL)


def method_of(key: SigningKey) -> str:
    """The DID URL of a key: the `verificationMethod` of a proof, the `kid` of a token."""
    return key_url(issuer_did(), key.name)


@lru_cache(maxsize=1)
def contexts() -> Contexts:
    """The contexts that npm installed, read and checked once per process. Raises ContextsAltered."""
    return Contexts.from_packages(settings.NODE_MODULES)


def published_did() -> dict[str, Any]:
    """The DID document: every key of credentials, of which the compromised may assert nothing. One query.

    The token key that signs comes first: some verifiers check a status list with the first key, whatever its `kid`.
    """
    keys = sorted(SigningKey.objects.of_credentials().oldest_first(), key=_signs_tokens, reverse=True)
    return did_document(
        issuer_did(), [as_public(key) for key in keys], [as_public(key) for key in keys if key.is_trusted]
    )


def published_jwks() -> dict[str, Any]:
    """The token keys that may be trusted. One query."""
    keys = SigningKey.objects.filter(kind=Kind.TOKEN).trusted().oldest_first()
    return jwks(issuer_did(), [as_public(key) for key in keys])


def published_jwk(name: str) -> dict[str, Any]:
    """One token key. Raises SigningKey.DoesNotExist for a name that is not trusted. One query."""
    key = SigningKey.objects.filter(kind=Kind.TOKEN).trusted().get(name=name)
    return jwk_of(issuer_did(), as_public(key))


def as_public(key: SigningKey) -> PublicKey:
    """A key of credentials, as `passport.proofs` knows keys."""
    public = load_pem_public_key(key.public.encode())
    kind: Any = "rs256" if isinstance(public, RSAPublicKey) else key.kind
    return PublicKey(key.name, kind, public)  # type: ignore[arg-type]  # what the keystore makes is one of the three


def _signs_tokens(key: SigningKey) -> bool:
    return key.kind == Kind.TOKEN and key.state == State.ACTIVE
