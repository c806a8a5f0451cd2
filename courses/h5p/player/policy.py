"""What the sealed frame may load, and what a package's file may do when somebody opens it alone."""

from typing import Final

from csp.constants import NONE, UNSAFE_INLINE

# A picture in SVG opened at its own address would otherwise run its scripts on our origin.
OF_A_FILE: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

# Below these addresses, and nowhere else, the frame finds what it needs.
FILES, CORE, OURS, DOCUMENTS = "/h5p/f/", "/static/h5p-core/", "/static/h5p/player/", "/h5p/lecteur/"


def of_the_document(origin: str, parents: str, *, apart: bool) -> str:
    """The policy of the player's document: `origin` is where it is, `parents` who may hold it in a frame.

    Inline styles are needed by most content types; no script is ever inline. `base-uri` allows the document's own
    address: jQuery parses HTML in documents that it gives a base.
    """
    files, core, ours = origin + FILES, origin + CORE, origin + OURS
    directives: dict[str, list[str]] = {
        "default-src": [NONE],
        "script-src": [files, core, ours],
        "style-src": [files, core, ours, UNSAFE_INLINE],
        "img-src": [files, core, "data:", "blob:"],
        "media-src": [files, "blob:"],
        "font-src": [files, core, "data:"],
        "connect-src": [files],
        "frame-src": [NONE],
        "form-action": [NONE],
        "base-uri": [origin + DOCUMENTS],
        "frame-ancestors": [parents],
        # The same again for whoever opens the address alone, without our frame around it.
        "sandbox": ["allow-scripts", "allow-same-origin"] if apart else ["allow-scripts"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())
