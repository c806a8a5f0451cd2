"""The key of each service's pseudonyms, made once beside its secret and never given to it."""

import os
import secrets

from django.conf import settings

from sandbox.consents.rules.pseudonyms import pairwise
from sandbox.vault.models import Vault


def pseudonym(*, vault: Vault, client_id: str) -> str:
    """How this service calls the holder of this vault; another service has another name for the same."""
    return pairwise(kept_secret(f"{client_id}.pairwise").encode(), vault.uid)


def kept_secret(name: str) -> str:
    """The content of a file of the secrets' folder, made on first use and readable by its owner alone."""
    path = settings.SANDBOX_SECRETS_DIR / name
    try:
        if kept := path.read_text():
            return kept
    except FileNotFoundError:
        pass
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = path.with_name(f".{name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(made, path)  # whoever comes second keeps what the first one wrote
    except FileExistsError:
        pass
    finally:
        made.unlink()
    return path.read_text()
