"""What the public may see."""

from passport.credentials.models import Credential


def set_visibility(*, credential: Credential, shows_name: bool, shows_modules: bool) -> Credential:
    """The holder’s choice, in force from the next view of the public page."""
    credential.shows_name = shows_name
    credential.shows_modules = shows_modules
    credential.save(update_fields=["shows_name", "shows_modules"])
    return credential
