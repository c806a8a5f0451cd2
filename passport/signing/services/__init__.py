"""What the issuer signs, and what happens to its keys and lists: one function per use case."""

from passport.signing.services.compromising import compromise_key
from passport.signing.services.describing import Change, describe_change, describe_generation, register_uses
from passport.signing.services.identity import (
    contexts,
    issuer_did,
    method_of,
    published_did,
    published_jwk,
    published_jwks,
)
from passport.signing.services.keys import (
    activate_key,
    active_key,
    ensure_keys,
    generate_key,
    import_seal,
    may_sign_from,
    register_device_seal,
    retire_key,
)
from passport.signing.services.lists import (
    credential_status,
    draw_entry,
    last_list,
    revoke_entry,
    signed_list,
)
from passport.signing.services.rewrapping import Rewrap, describe_rewrap, rewrap_keys
from passport.signing.services.sealing import seal_certificates, seal_signer, seal_timestamper
from passport.signing.services.signing import Signed, sign_credential

__all__ = [
    "Change",
    "Rewrap",
    "Signed",
    "activate_key",
    "active_key",
    "compromise_key",
    "contexts",
    "credential_status",
    "describe_change",
    "describe_generation",
    "describe_rewrap",
    "draw_entry",
    "ensure_keys",
    "generate_key",
    "import_seal",
    "issuer_did",
    "last_list",
    "may_sign_from",
    "method_of",
    "published_did",
    "published_jwk",
    "published_jwks",
    "register_device_seal",
    "register_uses",
    "retire_key",
    "revoke_entry",
    "rewrap_keys",
    "seal_certificates",
    "seal_signer",
    "seal_timestamper",
    "sign_credential",
    "signed_list",
]
