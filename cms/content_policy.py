"""What a page may load: the strict policy of the site, and the one of Wagtail’s own screens."""

from typing import Any, Final

from csp.constants import NONE, SELF, UNSAFE_INLINE

# Stands for the scheme and host of the player of H5P activities, known at each request.
PLAYER_ORIGIN: Final = "https://player.invalid"
# A frame with a wider list could leave for any page of it.
PLAYER: Final = f"{PLAYER_ORIGIN}/h5p/lecteur/"

CONTENT_SECURITY_POLICY: Final[dict[str, Any]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [PLAYER],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# Wagtail's own screens hold inline scripts and styles, and show previews in frames.
DESK_CONTENT_SECURITY_POLICY: Final[dict[str, Any]] = {
    "default-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF, PLAYER],
    "form-action": [SELF],
    "base-uri": [SELF],
    "frame-ancestors": [SELF],
}
