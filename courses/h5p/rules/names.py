"""What entries of a package and libraries may be called. Says which rule a name breaks, never how to tell it."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from courses.h5p import limits

BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
DEVICES = re.compile(r"(con|prn|aux|nul|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
LEFTOVERS = {"thumbs.db", "desktop.ini"}
MACHINE_NAME = re.compile(r"[A-Za-z_$][\w.$-]*", re.ASCII)
RESERVED = {"__proto__", "constructor", "prototype"}


class Flaw(StrEnum):
    ABSOLUTE = "absolute"
    DRIVE = "drive"
    BACKSLASH = "backslash"
    PARENT = "parent"
    SEGMENT = "segment"
    CONTROL = "control"
    LONG = "long"
    DEVICE = "device"
    TRAILING = "trailing"


def flaw_of(name: str) -> Flaw | None:
    """The first rule that the path of an entry breaks; a directory's ends with a slash."""
    segments = name.removesuffix("/").split("/")
    if any(unicodedata.category(letter) in ("Cc", "Cs") or letter in BIDI for letter in name):
        return Flaw.CONTROL
    if "\\" in name:
        return Flaw.BACKSLASH
    if name.startswith("/"):
        return Flaw.ABSOLUTE
    if re.match(r"[A-Za-z]:", name):
        return Flaw.DRIVE
    if ".." in segments:
        return Flaw.PARENT
    if any(segment in ("", ".") for segment in segments):
        return Flaw.SEGMENT
    if len(name.encode()) > limits.NAME or any(len(segment.encode()) > limits.SEGMENT for segment in segments):
        return Flaw.LONG
    if any(segment.endswith((".", " ")) for segment in segments):
        return Flaw.TRAILING
    if any(DEVICES.fullmatch(segment) or ":" in segment for segment in segments):
        return Flaw.DEVICE
    return None


def is_leftover(name: str) -> bool:
    """What a desktop leaves in archives: read by nobody, kept by nobody."""
    return any(
        segment.startswith((".", "_")) or segment.casefold() in LEFTOVERS
        for segment in name.removesuffix("/").split("/")
    )


def folded(name: str) -> str:
    """One name for all those that some disk would take for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def clashes(names: Iterable[str]) -> list[tuple[str, str]]:
    """Files that would take each other's place: the same name for some disk, or a file where a folder must be."""
    seen: dict[str, str] = {}
    found = []
    for name in names:
        if folded(name) in seen:
            found.append((name, seen[folded(name)]))
        else:
            seen[folded(name)] = name
    for name in list(seen.values()):
        parents = name.split("/")[:-1]
        for depth in range(1, len(parents) + 1):
            parent = folded("/".join(parents[:depth]))
            if parent in seen:
                found.append((name, seen[parent]))
                break
    return found


def extension_of(name: str) -> str:
    """In small letters, without its dot; empty when there is none."""
    _, dot, extension = name.rpartition("/")[2].rpartition(".")
    return extension.lower() if dot else ""


def is_machine_name(name: object) -> bool:
    """It becomes a path of the browser's `window`: letters, digits, `.`, `$`, `_` and `-`."""
    return (
        isinstance(name, str)
        and len(name) <= limits.MACHINE_NAME
        and MACHINE_NAME.fullmatch(name) is not None
        and not RESERVED & set(name.split("."))
        and not any(part == "" for part in name.split("."))
    )
