"""How libraries are named and which other libraries they need, in the order in which they must be loaded."""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Self

from courses.h5p.rules.names import is_machine_name

VERSION = re.compile(r"(\S+) (\d{1,5})\.(\d{1,5})", re.ASCII)


class LibraryName(NamedTuple):
    """What contents and dependencies ask for: any patch of this version."""

    machine_name: str
    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.machine_name} {self.major}.{self.minor}"

    @property
    def folder(self) -> str:
        return f"{self.machine_name}-{self.major}.{self.minor}"

    @classmethod
    def parse(cls, text: object) -> Self | None:
        """`"H5P.MultiChoice 1.16"`, or nothing when it is not written so."""
        match = VERSION.fullmatch(text) if isinstance(text, str) else None
        if match is None or not is_machine_name(match[1]):
            return None
        return cls(match[1], int(match[2]), int(match[3]))

    @classmethod
    def read(cls, document: object) -> Self | None:
        """`{"machineName": …, "majorVersion": …, "minorVersion": …}`; numbers may be written as text."""
        if not isinstance(document, dict):
            return None
        name = document.get("machineName")
        major, minor = number_of(document.get("majorVersion")), number_of(document.get("minorVersion"))
        if not isinstance(name, str) or not is_machine_name(name) or major is None or minor is None:
            return None
        return cls(name, major, minor)

    def as_dependency(self) -> dict[str, Any]:
        return {"machineName": self.machine_name, "majorVersion": self.major, "minorVersion": self.minor}


def number_of(value: object) -> int | None:
    """A version number between 0 and 99999, also written as text; never a boolean."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,5}", value, re.ASCII):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 99_999:
        return value
    return None


def dependencies(metadata: dict[str, Any], *kinds: str) -> list[LibraryName]:
    """The readable dependencies of a library.json or an h5p.json, in their order."""
    names = []
    for kind in kinds:
        listed = metadata.get(f"{kind}Dependencies")
        for document in listed if isinstance(listed, list) else []:
            name = LibraryName.read(document)
            if name is not None and name not in names:
                names.append(name)
    return names


class Cycle(ValueError):
    """Libraries that need each other: no order of loading exists."""

    def __init__(self, names: list[LibraryName]) -> None:
        super().__init__(" → ".join(map(str, names)))
        self.names = names


def closure(roots: Iterable[LibraryName], needs: Callable[[LibraryName], Iterable[LibraryName]]) -> list[LibraryName]:
    """Everything that is needed, directly or not, in the order in which it was met."""
    found: dict[LibraryName, None] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting.extend(needs(name))
    return list(found)


def loading_order(
    names: Iterable[LibraryName], needs: Callable[[LibraryName], Iterable[LibraryName]]
) -> list[LibraryName]:
    """Dependencies before what depends on them, else the given order. Raises `Cycle`."""
    given = list(dict.fromkeys(names))
    known, done = set(given), dict[LibraryName, None]()
    for root in given:
        path: dict[LibraryName, Any] = {}
        waiting: list[LibraryName] = [root]
        while waiting:
            name = waiting[-1]
            if name in done:
                waiting.pop()
                continue
            if name not in path:
                path[name] = iter([needed for needed in needs(name) if needed in known])
            for needed in path[name]:
                if needed in path:
                    way = list(path)
                    raise Cycle([*way[way.index(needed) :], needed])
                if needed not in done:
                    waiting.append(needed)
                    break
            else:
                del path[name]
                done[name] = None
                waiting.pop()
    return list(done)
