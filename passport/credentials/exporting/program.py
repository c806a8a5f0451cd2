"""The program that verifies, as an archive: our own packages that need no Django, and what they ask of PyPI."""

import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Final

import passport
from passport import proofs, verify

# What these packages import, by the name it has on PyPI; pinned to what is installed here, and was tested.
REQUIRED: Final = ("base58", "cryptography", "joserfc", "pillow", "pyhanko", "pyld", "rfc8785")
EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def program() -> bytes:
    """A ZIP archive, the same bytes for the same sources."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        for name, content in sorted(_files()):
            files.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _files() -> Iterator[tuple[str, str]]:
    top = Path(passport.__path__[0])
    yield "passport/__init__.py", (top / "__init__.py").read_text()
    for package in (proofs, verify):
        for path in Path(package.__path__[0]).rglob("*.py"):
            yield f"passport/{path.relative_to(top).as_posix()}", path.read_text()
    yield "requirements.txt", "".join(f"{name}=={version(name)}\n" for name in REQUIRED)
