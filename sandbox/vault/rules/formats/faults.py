"""What is wrong in a file that someone brought: where, and why, in French. Nothing here knows Django."""

from dataclasses import dataclass, field

MOST_FAULTS = 50


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing to correct. Lines and columns count from 1; 0 says « the whole file »."""

    line: int
    column: int
    reason: str
    file: str = ""

    def __str__(self) -> str:
        place = f"ligne {self.line}" if self.line else "fichier"
        if self.column:
            place += f", colonne {self.column}"
        return f"{place} : {self.reason}"


class FileRefused(Exception):
    """Nothing was read. `faults` says all that has to be corrected, in reading order."""

    def __init__(self, faults: "list[FileFault] | tuple[FileFault, ...]") -> None:
        super().__init__(f"{len(faults)} fault(s)")
        self.faults = tuple(faults)


class TooManyFaults(Exception):
    """Reading on would teach nothing more."""


@dataclass(slots=True)
class FaultList:
    """Collects faults up to a bound, so that a wrong file costs one refusal and not fifty."""

    file: str = ""
    found: list[FileFault] = field(default_factory=list)

    def add(self, line: int, column: int, reason: str) -> None:
        self.found.append(FileFault(line, column, reason, self.file))
        if len(self.found) >= MOST_FAULTS:
            raise TooManyFaults

    def refuse_if_any(self) -> None:
        if self.found:
            raise FileRefused(self.found)


def refused(reason: str, *, line: int = 0, column: int = 0, file: str = "") -> FileRefused:
    """The refusal of a whole file for one reason."""
    return FileRefused([FileFault(line, column, reason, file)])
