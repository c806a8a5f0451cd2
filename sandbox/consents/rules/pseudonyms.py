"""What a service may call an inhabitant: a name that is worth nothing to another service."""

import hashlib
import hmac
from uuid import UUID


def pairwise(key: bytes, vault: UUID) -> str:
    """Two services that compare their files find no name in common."""
    return f"p-{hmac.new(key, vault.bytes, hashlib.sha256).hexdigest()[:32]}"
