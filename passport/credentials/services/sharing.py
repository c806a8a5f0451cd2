"""What the public may see, and who else may download the file."""

import secrets

from passport.credentials.models import Credential

KEY_BYTES = 32


def set_visibility(*, credential: Credential, shows_name: bool, shows_modules: bool) -> Credential:
    """The holder’s choice, in force from the next view of the public page."""
    credential.shows_name = shows_name
    credential.shows_modules = shows_modules
    credential.save(update_fields=["shows_name", "shows_modules"])
    return credential


def open_files(*, credential: Credential) -> Credential:
    """Let whoever has the link download the files; a link that is open already stays the same.

    Nothing is opened of what is revoked.
    """
    key = secrets.token_urlsafe(KEY_BYTES)
    Credential.objects.in_force().filter(pk=credential.pk, share_key="").update(share_key=key)
    credential.refresh_from_db(fields=["share_key"])
    return credential


def close_files(*, credential: Credential) -> Credential:
    """The link leads nowhere from now on, for ever: opening again makes another one."""
    credential.share_key = ""
    credential.save(update_fields=["share_key"])
    return credential
