"""What the pages take from npm, installed and never committed."""

from typing import Final

ATKINSON = "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next"
BESLEY = "@fontsource/besley/files/besley"
# Address below /static/ → path below node_modules.
NPM_STATIC_FILES: Final = {
    "fonts/atkinson-400.woff2": f"{ATKINSON}-latin-400-normal.woff2",
    "fonts/atkinson-400-ext.woff2": f"{ATKINSON}-latin-ext-400-normal.woff2",
    "fonts/atkinson-700.woff2": f"{ATKINSON}-latin-700-normal.woff2",
    "fonts/atkinson-700-ext.woff2": f"{ATKINSON}-latin-ext-700-normal.woff2",
    "fonts/atkinson-400-italic.woff2": f"{ATKINSON}-latin-400-italic.woff2",
    "fonts/besley-700.woff2": f"{BESLEY}-latin-700-normal.woff2",
    "fonts/besley-700-ext.woff2": f"{BESLEY}-latin-ext-700-normal.woff2",
}
