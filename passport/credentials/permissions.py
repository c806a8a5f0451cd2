"""Who may do what with a credential that is not theirs."""

from django.contrib.auth.models import AnonymousUser

from cms.accounts.models import User
from passport.credentials.models import Credential, CredentialQuerySet

VIEW = "credentials.view_credential"
REVOKE = "credentials.revoke_credential"
EXPORT = "credentials.export_register"


def can_revoke(user: User | AnonymousUser, credential: Credential) -> bool:
    """A registrar may, once: what is revoked stays so."""
    return user.has_perm(REVOKE) and not credential.is_revoked


def can_issue_anew(user: User | AnonymousUser, credential: Credential) -> bool:
    """Its holder while it is valid; a registrar also what was revoked by mistake, if nothing took its place."""
    if credential.holder is None or credential.is_expired or hasattr(credential, "replaced_by"):
        return False
    return user.has_perm(REVOKE) or (user == credential.holder and not credential.is_revoked)


def downloadable_by(user: User) -> CredentialQuerySet:
    """One’s own; all of them for a registrar."""
    everything = Credential.objects.all()
    return everything if user.has_perm(VIEW) else everything.held_by(user)
