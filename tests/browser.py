"""Finds what tests need beside Python, or installs it: `python -m tests.browser`.

A Chromium for the browser journeys, and the programs that read the seal of a PDF without us. Without a browser there are
no journeys, so its absence is an error; the few tests that want the others say what they lack and are left out.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Debian's packages, and the program that each is wanted for.
SEAL_READERS = {"poppler-utils": "pdfsig", "libnss3-tools": "certutil"}
MAC_APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)


def on_the_system() -> str | None:
    """The path of an installed browser; `CHROMIUM` in the environment comes first."""
    named = os.environ.get("CHROMIUM")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    on_a_mac = next((str(path) for path in MAC_APPLICATIONS if path.exists()), None)
    return named or found or on_a_mac


def from_playwright() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find() -> str | None:
    return on_the_system() or from_playwright()


def missing_programs() -> list[str]:
    return [program for program in SEAL_READERS.values() if not shutil.which(program)]


def install() -> None:
    """Playwright's own build, else the distribution's package when we are root."""
    attempt = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False
    )
    if attempt.returncode != 0:
        install_packages("chromium")


def install_packages(*names: str) -> None:
    """The distribution's, which only root may install."""
    if os.getuid() != 0 or not shutil.which("apt-get"):
        return
    subprocess.run(["apt-get", "update", "-q"], check=False)
    subprocess.run(["apt-get", "install", "-yq", *names], check=False)


def main() -> int:
    if not find():
        install()
    path = find()
    if not path:
        print("Il manque un navigateur aux essais : installez Chromium, ou donnez son chemin dans CHROMIUM.")
        return 1
    print(f"Navigateur des essais : {path}")
    if missing_programs():
        install_packages(*SEAL_READERS)
    if missing := missing_programs():
        print(
            f"Sans {' ni '.join(missing)}, aucun autre logiciel ne relit le cachet des PDF : ces essais sont laissés."
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
