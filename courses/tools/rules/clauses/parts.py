"""What a clause is made of: points, their questions, and the options that become sentences of the clause.

Every sentence comes with its proof and with the moment of this proof: a demand that cannot be checked is no demand
(lesson SEC-3). The French sentences are message ids.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PREAMBLE, SECURITY, REVERSIBILITY = "objet", "securite", "reversibilite"
FAMILIES = (SECURITY, REVERSIBILITY)
ABSENT = "absent"
# When a proof is given: `timing.deadline` makes a date of each.
OFFER, START, RECEPTION, QUARTERLY, YEARLY = "offre", "debut", "reception", "trimestre", "annuel"
EXIT, TOGETHER, ERASURE, END = "export", "ensemble", "effacement", "fin"

Choices = Mapping[str, tuple[str, ...]]


def _(text: str) -> str:
    """Marks a sentence for the catalogue; rules know no language."""
    return text


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. `text` is the sentence that it writes (none: the point is left out), `weak` what a supplier would do
    with it, `missed` what one loses by not ticking it, where several may be."""

    code: str
    label: str
    text: str = ""
    proof: str = ""
    due: str = ""
    weak: str = ""
    missed: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `several` lets one tick many; `lead` is then the sentence that holds them."""

    code: str
    label: str
    options: tuple[Option, ...]
    help: str = ""
    several: bool = False
    lead: str = ""

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)

    def picked(self, choices: Choices) -> tuple[Option, ...]:
        """The options chosen, in our order; unknown ones count as none, and one only unless several may be."""
        found = tuple(option for option in self.options if option.code in choices.get(self.code, ()))
        return found if self.several else found[:1]


@dataclass(frozen=True, slots=True)
class Point:
    """A heading of the clause: who checks it, why it is there, and where that comes from."""

    code: str
    family: str
    title: str
    control: str
    reason: str
    source: str
    questions: tuple[Question, ...]


def left_out(label: str = "") -> Option:
    """The answer by which a clause keeps silent."""
    return Option(ABSENT, label or _("Ne pas en parler"))


def matches(choices: Choices, picks: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    """Whether, for each question named, one of these options was chosen; silence is `ABSENT`."""
    return all(set(choices.get(question) or (ABSENT,)) & set(options) for question, options in picks)
