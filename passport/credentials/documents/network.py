"""The address that opens a professional network with its form filled in. Only the holder's click ever asks for it."""

from typing import Final
from urllib.parse import urlencode

from django.utils import timezone

from passport.credentials.models import Credential

ADD_CERTIFICATION: Final = "https://www.linkedin.com/profile/add"


def linkedin_address(credential: Credential) -> str:
    """LinkedIn’s “add to profile” address: title, issuer, months, number and verification page; never the name.

    Its parameters are those of LinkedIn’s help for certification providers (« Add to Profile »).
    """
    issued, ends = timezone.localdate(credential.issued_at), timezone.localdate(credential.expires_at)
    known = {
        "startTask": "CERTIFICATION_NAME",
        "name": credential.content["name"],
        "organizationName": credential.content["issuer"]["name"],
        "issueYear": issued.year,
        "issueMonth": issued.month,
        "expirationYear": ends.year,
        "expirationMonth": ends.month,
        "certUrl": credential.public_address,
        "certId": credential.display_code,
    }
    return f"{ADD_CERTIFICATION}?{urlencode(known)}"
