"""What is wrong with a package: where, why, what to do. All of it is said at once."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.foundation.errors import DomainError

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to correct: in which entry of the package (or which library), why it is refused, and the remedy."""

    entry: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return _("{entry} : {reason} {remedy}").format(entry=self.entry, reason=self.reason, remedy=self.remedy)


class PackageRefused(DomainError):
    """Nothing was kept. `faults` says everything that has to be corrected."""

    user_message = gettext_lazy("Paquet refusé, rien n’a été enregistré. Points à corriger : {count}.")

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(count=len(faults))
        self.faults = faults


@dataclass(slots=True)
class Findings:
    """What the checks have found so far. Beyond a hundred faults, more of them would help nobody."""

    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def refuse(self, entry: str, reason: str, remedy: str) -> None:
        fault = Fault(entry, reason, remedy)
        if len(self.faults) < SHOWN and fault not in self.faults:
            self.faults.append(fault)

    def note(self, remark: str) -> None:
        if len(self.remarks) < SHOWN and remark not in self.remarks:
            self.remarks.append(remark)

    def settle(self) -> None:
        """Raise `PackageRefused` if anything was refused."""
        if self.faults:
            raise PackageRefused(self.faults)
