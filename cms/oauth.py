"""How django-oauth-toolkit is hardened: each line is tried by a test of the sandbox’s consents."""

from typing import Any, Final

SAFEGUARDS: Final[dict[str, Any]] = {
    "PKCE_REQUIRED": True,
    "ACCESS_TOKEN_EXPIRE_SECONDS": 300,
    "REFRESH_TOKEN_EXPIRE_SECONDS": 86_400,
    "ROTATE_REFRESH_TOKEN": True,
    "REFRESH_TOKEN_GRACE_PERIOD_SECONDS": 0,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "DEFAULT_SCOPES": [],
    "SCOPES_BACKEND_CLASS": "sandbox.consents.services.scopes.OfferScopes",
    "OAUTH2_VALIDATOR_CLASS": "sandbox.consents.services.oauth.ConsentValidator",
    "AUTHORIZATION_CODE_EXPIRE_SECONDS": 60,
    # RFC 9700, all of it: S256 alone, neither implicit nor password grant, no token in an address, `iss` in
    # answers, tokens kept as digests.
    **{
        f"COMPLIANT_BCP_RFC9700_{gate}": True
        for gate in (
            *("IMPLICIT_GRANT", "PASSWORD_GRANT", "PKCE_METHOD", "PKCE_REQUIRED", "ACCESS_TOKEN_TRANSPORT"),
            *("AUTHZ_RESPONSE_ISS", "TOKEN_STORAGE", "REFRESH_TOKEN", "REDIRECT_URI_SCHEME", "REDIRECT_URI_MATCHING"),
        )
    },
}
