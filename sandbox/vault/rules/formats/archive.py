"""Zip files of strangers, read with every bound really counted, and ours, written always the same."""

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.vault.rules.formats.faults import refused

MiB = 1024 * 1024
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
PIECE = 64 * 1024
NESTED = tuple(
    bytes.fromhex(start)
    for start in ("504b0304", "504b0506", "1f8b", "425a68", "fd377a585a00", "377abcaf271c", "52617221", "28b52ffd")
)
NESTED_NAMES = (".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".zst", ".jar")

NOT_A_ZIP = "Ce fichier n’est pas une archive ZIP lisible."
TOO_BIG = "L’archive dépasse 5 Mo."
TOO_LARGE = "Le contenu de l’archive dépasse 50 Mo."
TOO_DENSE = "L’archive est trop compressée pour être honnête (plus de 100 fois)."
TOO_MANY = "L’archive contient plus de 200 fichiers."
ENCRYPTED = "L’archive contient un fichier chiffré."
LINK = "L’archive contient un lien ou un fichier spécial."
TWICE = "L’archive contient deux fois le même nom."
BAD_NAME = "L’archive contient un nom de fichier interdit (dossier, chemin ou signe de commande)."
INSIDE = "L’archive contient une autre archive."
DAMAGED = "L’archive est abîmée ou ment sur la taille de ses fichiers."
METHOD = "L’archive emploie une compression que nous ne lisons pas."
EMPTY = "L’archive est vide."


@dataclass(frozen=True, slots=True)
class Limits:
    compressed: int = 5 * MiB
    expanded: int = 50 * MiB
    ratio: int = 100
    entries: int = 200
    folders: tuple[str, ...] = ()  # only what a format needs: an XLSX has « xl/… », an export « recus/… »


STRICT = Limits()


def read_archive(content: bytes, limits: Limits = STRICT) -> dict[str, bytes]:
    """Every file of an archive, by name. Sizes are counted while reading: what headers declare is never trusted."""
    if len(content) > limits.compressed:
        raise refused(TOO_BIG)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive, limits, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError):
        raise refused(NOT_A_ZIP) from None
    except (NotImplementedError, RuntimeError):
        raise refused(METHOD) from None


def _read(archive: zipfile.ZipFile, limits: Limits, weight: int) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise refused(TOO_MANY)
    contents: dict[str, bytes] = {}
    seen: set[str] = set()
    total = 0
    for entry in entries:
        if entry.is_dir() and _name_is_allowed(entry.filename.removesuffix("/") + "/x", limits):
            continue
        _check_entry(entry, limits, seen)
        room = min(limits.expanded - total, limits.ratio * weight - total)
        contents[entry.filename] = _expand(archive, entry, room, is_dense=limits.ratio * weight < limits.expanded)
        total += len(contents[entry.filename])
    if not contents:
        raise refused(EMPTY)
    return contents


def _check_entry(entry: zipfile.ZipInfo, limits: Limits, seen: set[str]) -> None:
    name = entry.filename
    if not _name_is_allowed(name, limits) or entry.orig_filename != name:
        raise refused(BAD_NAME)
    if name.casefold() in seen:
        raise refused(TWICE, file=name)
    seen.add(name.casefold())
    mode = entry.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise refused(LINK, file=name)
    if entry.flag_bits & 0x41:
        raise refused(ENCRYPTED, file=name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refused(METHOD, file=name)
    if name.casefold().endswith(NESTED_NAMES):
        raise refused(INSIDE, file=name)


def _name_is_allowed(name: str, limits: Limits) -> bool:
    """A bare name, or one inside a folder that the format declares."""
    if not name or "\\" in name or ":" in name or len(name) > 200 or any(sign < " " or sign == "\x7f" for sign in name):
        return False
    *folders, last = name.split("/")
    if last in ("", ".", "..") or any(part in ("", ".", "..") for part in folders):
        return False
    return not folders or any(name.startswith(folder) for folder in limits.folders)


def _expand(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int, *, is_dense: bool) -> bytes:
    pieces: list[bytes] = []
    size = 0
    try:
        with archive.open(entry) as file:
            while piece := file.read(PIECE):
                size += len(piece)
                if size > room:
                    raise refused(TOO_DENSE if is_dense else TOO_LARGE, file=entry.filename)
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise refused(DAMAGED, file=entry.filename) from None
    content = b"".join(pieces)
    if size != entry.file_size:
        raise refused(DAMAGED, file=entry.filename)
    if content.startswith(NESTED):
        raise refused(INSIDE, file=entry.filename)
    return content


def write_archive(contents: Mapping[str, bytes]) -> bytes:
    """Sorted names, one fixed date, one mode: identical contents give identical bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, contents[name])
    return buffer.getvalue()
