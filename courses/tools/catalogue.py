"""What each tool is for, where it is, and the lesson it comes from (programme § 5)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Words


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool as it is announced: on the page of the tools, in lessons, in progress."""

    number: int
    slug: str
    title: "Words"
    purpose: "Words"  # one sentence: what one has at the end
    minutes: int
    lessons: tuple[str, ...]  # codes of the lessons it comes from

    @property
    def code(self) -> str:
        """What lessons, pathways and completions call it."""
        return f"OUTIL-{self.number}"


DECISION: Final = Tool(
    number=1,
    slug="fiche-de-decision",
    title=_("Fiche de décision d’investissement"),
    purpose=_(
        "Suivre un projet à travers onze questions, et savoir dire pourquoi on le lance, le repense ou y renonce."
    ),
    minutes=20,
    lessons=("INT-4",),
)
PARTNERSHIP: Final = Tool(
    number=2,
    slug="test-du-partenariat",
    title=_("Test du partenariat d’innovation"),
    purpose=_(
        "Comparer ce qui existe à ce dont on a besoin, puis conclure deux fois : à la lettre, et selon le bon sens."
    ),
    minutes=25,
    lessons=("ACH-3",),
)

ORGANISATION: Final = Tool(
    number=3,
    slug="organisation",
    title=_("Exercice des quatre modes d’organisation"),
    purpose=_("Reconstituer le tableau du rapport, peser ses critères pour votre collectivité, puis le contester."),
    minutes=25,
    lessons=("ORG-2",),
)
EXIT_COST: Final = Tool(
    number=4,
    slug="cout-de-sortie",
    title=_("Calculateur de coût de sortie"),
    purpose=_("Chiffrer ce que coûterait un départ, dépense par dépense, et savoir quoi négocier d’abord."),
    minutes=20,
    lessons=("REV-5",),
)
CLAUSES: Final = Tool(
    number=5,
    slug="atelier-de-clause",
    title=_("Atelier de clause"),
    purpose=_("Écrire une clause de sécurité ou de réversibilité dont chaque phrase a sa preuve et sa date."),
    minutes=30,
    lessons=("SEC-3", "REV-4"),
)

TOOLS: Final[tuple[Tool, ...]] = (DECISION, PARTNERSHIP, ORGANISATION, EXIT_COST, CLAUSES)
BY_CODE: Final = {tool.code: tool for tool in TOOLS}
