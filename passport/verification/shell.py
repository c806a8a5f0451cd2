"""What `python -m passport.verify` asks for when it runs beside the platform and is given no folder."""

import os
from importlib import import_module

import django

from passport.verify.issuer import Issuer


def issuer() -> Issuer:
    """This installation itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    django.setup()
    # Models may be imported only now.
    found: Issuer = import_module("passport.verification.site").SiteIssuer()
    return found
