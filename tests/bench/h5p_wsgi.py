"""The measured site, with the same activities played by the plain player beside it, as static files."""

import os
from wsgiref.headers import Headers

from whitenoise import WhiteNoise

from tests.bench.wsgi import application as site


def asked_for_again(headers: Headers, path: str, url: str) -> None:
    """A lesson is asked for at each view, as ours are."""
    if path.endswith(".html"):
        headers["Cache-Control"] = "no-cache, max-age=0, no-store"


# The plain player has all that static files can have: compressed once, kept by the browser for a year.
application = WhiteNoise(
    site,
    root=os.environ["PLAIN_PLAYER"],
    prefix="banc",
    max_age=365 * 24 * 60 * 60,
    add_headers_function=asked_for_again,
)
