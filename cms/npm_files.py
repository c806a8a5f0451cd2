"""What the pages take from npm, installed and never committed."""

from typing import Final

ATKINSON = "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next"
BESLEY = "@fontsource/besley/files/besley"
H5P = "h5p-standalone/dist"
# The core's style sheet names them all; the player's own asks for the reader's fonts instead of Inter and Open Sans.
H5P_FONTS = [
    "h5p-core-30.woff2", "h5p-hub-publish.woff2", "h5p-theme.woff2",
    "inter/Inter-ExtraBold.woff2", "inter/Inter-ExtraBoldItalic.woff2",
    *(
        f"inter/inter-v18-cyrillic_cyrillic-ext_greek_greek-ext_latin_latin-ext_vietnamese-{style}.woff2"
        for style in ("regular", "italic", "600", "600italic")
    ),
    *(
        f"open-sans/open-sans-v40-cyrillic_cyrillic-ext_greek_greek-ext_hebrew_latin_latin-ext_math_symbols_vietnamese"
        f"-{style}.woff2"
        for style in ("regular", "italic", "600", "600italic", "700", "700italic")
    ),
]  # fmt: skip
# Address below /static/ → path below node_modules.
NPM_STATIC_FILES: Final = {
    "fonts/atkinson-400.woff2": f"{ATKINSON}-latin-400-normal.woff2",
    "fonts/atkinson-400-ext.woff2": f"{ATKINSON}-latin-ext-400-normal.woff2",
    "fonts/atkinson-700.woff2": f"{ATKINSON}-latin-700-normal.woff2",
    "fonts/atkinson-700-ext.woff2": f"{ATKINSON}-latin-ext-700-normal.woff2",
    "fonts/atkinson-400-italic.woff2": f"{ATKINSON}-latin-400-italic.woff2",
    "fonts/besley-700.woff2": f"{BESLEY}-latin-700-normal.woff2",
    "fonts/besley-700-ext.woff2": f"{BESLEY}-latin-ext-700-normal.woff2",
    # The core of the H5P player, GPL-3.0: installed as it is, never changed nor copied (see docs/adr).
    "h5p-core/frame.bundle.js": f"{H5P}/frame.bundle.js",
    "h5p-core/styles/h5p.css": f"{H5P}/styles/h5p.css",
    "h5p-core/images/throbber.gif": f"{H5P}/images/throbber.gif",
    **{f"h5p-core/fonts/{font}": f"{H5P}/fonts/{font}" for font in H5P_FONTS},
}
