"""The files of a credential as its holder downloads them."""

from passport.credentials.documents import baked_badge, render_certificate, seal_certificate
from passport.credentials.models import Credential
from tests.passport.factories import CredentialFactory

FORMS = ("json", "jwt", "png", "pdf")


def a_signed_credential(**facts) -> Credential:
    return CredentialFactory(signed=True, holder__name="Claire Fontanel", **facts)


def file_of(credential: Credential, form: str) -> bytes:
    match form:
        case "json":
            return credential.document.encode()
        case "jwt":
            return credential.token.encode()
        case "png":
            return baked_badge(credential)
    return seal_certificate(credential, render_certificate(credential))
