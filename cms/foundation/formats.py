"""What every reader of a file format of ours shares: where a fault is, and the refusal of a whole import."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import DomainError


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to correct: in which file (relative to the imported folder), on which line (from 1), and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, ligne {self.line} : {self.reason}"


class ImportRefused(DomainError):
    """Nothing was imported. `faults` says all that has to be corrected, in reading order."""

    user_message = _("Import refusé, rien n’a été enregistré. Points à corriger : {count}.")

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(count=len(faults))
        self.faults = faults
