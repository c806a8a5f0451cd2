"""Where the style sheets and the templates of the project are."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("cms", "courses", "passport", "sandbox")
SHEETS = sorted(sheet for package in PACKAGES for sheet in (ROOT / package).glob("**/static/**/*.css"))
TEMPLATES = sorted(file for package in PACKAGES for file in (ROOT / package).glob("**/templates/**/*.html"))
TOKENS = ROOT / "cms/foundation/static/foundation/css/tokens.css"
EVERYWHERE = [TOKENS.with_name(f"{name}.css") for name in ("tokens", "base", "components", "print")]


def without_comments(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
