"""Signing whatever payload, as `sign_token` would not."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from joserfc.jwk import ECKey
from joserfc.jws import JWSRegistry, serialize_compact

from passport.proofs.jose import claims_of
from tests.passport.proofs import examples


class SignPayload:
    """Calls sign a payload as it is, under a header as it is."""

    def payload(self) -> dict[str, Any]:
        return {**examples.credential(), **claims_of(examples.credential())}

    def __call__(
        self,
        payload: dict[str, Any] | bytes,
        *,
        key: EllipticCurvePrivateKey | None = None,
        kid: str = examples.TOKEN_METHOD,
        **header: Any,
    ) -> str:
        protected = {"alg": "ES256", "typ": "JWT", "kid": kid, **header}
        raw = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        registry = JWSRegistry(algorithms=["ES256"], strict_check_header=False)
        signing = ECKey.import_key(key or examples.token_key())
        return serialize_compact(
            {name: value for name, value in protected.items() if value}, raw, signing, registry=registry
        )


@pytest.fixture
def sign_payload() -> SignPayload:
    return SignPayload()
