"""All or nothing: the files are written beside, then take the folder’s place at once."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError

MANIFEST: Final = "emetteur.json"


class FolderOccupied(DomainError):
    """Something stands there that no export wrote, or that was changed since: `name` says what."""

    user_message = _(
        "Le dossier contient « {name} », que cet export n’a pas écrit : "
        "choisissez un dossier vide, ou qui n’existe pas."
    )


def write_site(files: Iterable[tuple[str, bytes]], *, facts: dict[str, Any], folder: Path) -> list[str]:
    """Write every file, then the manifest: `facts` and the SHA-256 of each file. Returns the paths, sorted.

    The folder may be missing, empty, or an earlier export left as it was written, which is replaced. Until the last
    moment it is as it was: whatever stops the writing, a full disk or a key that does not open, changes nothing.
    Raises FolderOccupied.
    """
    folder = folder.absolute()
    refuse_foreign_files(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        digests = {path: _write(draft / path, content) for path, content in files}
        manifest = {**facts, "files": dict(sorted(digests.items()))}
        _write(draft / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n")
        draft.chmod(0o755)
        _take_the_place(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return sorted([*digests, MANIFEST])


def refuse_foreign_files(folder: Path) -> None:
    """Raises FolderOccupied unless replacing this folder loses nothing but an earlier export, byte for byte."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise FolderOccupied(name=folder.name)
    if not folder.exists():
        return
    written = _digests(folder / MANIFEST)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_ours = name == MANIFEST or (path.is_file() and written.get(name) == sha256(path.read_bytes()).hexdigest())
        if path.is_symlink() or (not path.is_dir() and not (written and is_ours)):
            raise FolderOccupied(name=name)


def _digests(manifest: Path) -> dict[str, str]:
    """What an earlier export wrote; nothing when this is not one."""
    try:
        read = json.loads(manifest.read_bytes())
        return dict(read["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _write(path: Path, content: bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return sha256(content).hexdigest()


def _take_the_place(draft: Path, folder: Path) -> None:
    """Two renames, the second undone if it fails; the earlier export goes last."""
    if not folder.exists():
        os.rename(draft, folder)
        return
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        os.rename(folder, aside / folder.name)
        try:
            os.rename(draft, folder)
        except OSError:
            os.rename(aside / folder.name, folder)
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
