"""Table 5 of the report (§ 4.1.1), as published: four modes of organisation compared by signs, from +++ to ---.

The report gives its signs without a method, and its text argues only some of them. Small and large collectivities are
told apart in one cell alone. The French sentences are message ids.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SIGNS = {3: "+++", 2: "++", 1: "+", -1: "\u2212", -2: "\u2212\u00a0\u2212", -3: "\u2212\u00a0\u2212\u00a0\u2212"}
SMALL, LARGE = "petite", "grande"
SIZES = (SMALL, LARGE)
RIGHT, NEAR, OPPOSITE, EMPTY = "juste", "force", "sens", "vide"


def _(text: str) -> str:
    """Marks a sentence for the catalogue; rules know no language."""
    return text


MODES = {
    "autonome": _("Autonome"),
    "integree": _("Intégrée"),
    "collegiale": _("Collégiale"),
    "externalisee": _("Externalisée"),
}
CRITERIA = {
    "impulsion": _("Impulsion de projets"),
    "appropriation": _("Appropriation par les services, changement interne"),
    "public-prive": _("Collaboration public/privé"),
    "rapidite": _("Rapidité de déploiement"),
}
SHORT = {  # in a sentence
    "impulsion": _("impulsion"),
    "appropriation": _("appropriation"),
    "public-prive": _("public/privé"),
    "rapidite": _("rapidité"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One sign of Table 5. `size` is empty unless the report tells small and large apart; `argument` is what its text
    says of this sign, in our words, empty when the text says nothing."""

    mode: str
    criterion: str
    sign: int
    argument: str = ""
    size: str = ""

    @property
    def code(self) -> str:
        return ".".join(part for part in (self.mode, self.criterion, self.size) if part)


TABLE = (
    Cell(
        "autonome", "impulsion", 3,
        _("Le lien direct avec le DGS favorise la transversalité. Tout dépend pourtant de son implication."),
    ),
    Cell(
        "autonome", "appropriation", 1,
        _("Le DGS suit les services de près : c’est lui qui fait entrer l’équipe dans leur vie quotidienne."),
        SMALL,
    ),
    Cell(
        "autonome", "appropriation", -1,
        _("Le DGS est loin de la gestion quotidienne : il faut que les services soient déjà mûrs."),
        LARGE,
    ),
    Cell("autonome", "public-prive", 1),
    Cell("autonome", "rapidite", 1),
    Cell(
        "integree", "impulsion", 1,
        _("Ce mode peut lancer le projet, mais on avance à petits pas et sans vue d’ensemble immédiate."),
    ),
    Cell("integree", "appropriation", 1, _("L’équipe vit avec les services, qui apprennent un peu avec elle.")),
    Cell("integree", "public-prive", -1),
    Cell("integree", "rapidite", -1, _("Le choix est de ne pas précipiter le changement.")),
    Cell("collegiale", "impulsion", -3, _("Chacun peut attendre la proposition du voisin.")),
    Cell("collegiale", "appropriation", 3, _("Tous les directeurs portent les projets et dépassent leurs silos.")),
    Cell("collegiale", "public-prive", -2),
    Cell("collegiale", "rapidite", -1),
    Cell("externalisee", "impulsion", 3, _("La structure met vite une stratégie en place.")),
    Cell(
        "externalisee", "appropriation", -3,
        _("Les services n’apprennent pas, et rien ne garantit qu’ils changent."),
    ),
    Cell("externalisee", "public-prive", 3, _("La structure est plus proche des entreprises.")),
    Cell("externalisee", "rapidite", 2, _("Elle n’attend pas les délais de décision internes.")),
)  # fmt: skip
CELLS = {cell.code: cell for cell in TABLE}

ODDITIES = (
    _(
        "Une seule case distingue la petite et la grande collectivité. Le texte parle pourtant aussi de taille pour le"
        " mode intégré."
    ),
    _(
        "Le public/privé n’est commenté que pour le mode externalisé. Les trois autres signes de la colonne n’ont aucun"
        " argument écrit : ils ne sont pas faux, ils sont discutables."
    ),
    _(
        "Le mode autonome reçoit +++ en impulsion sans condition, alors que le texte fait tout dépendre de"
        " l’implication du DGS."
    ),
    _("L’échelle n’a pas de zéro, et rien ne dit ce qui sépare + de ++. Aucune méthode de mesure n’est publiée."),
    _(
        "Le rapport imprime des tirets ; nous mettons des signes moins. Dans notre copie, le tableau a été remis en"
        " colonnes : les signes sont ceux du texte."
    ),
)


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """What the learner put in a cell, beside what the report has there. `placed` is 0 when nothing was."""

    cell: Cell
    placed: int
    verdict: str


@dataclass(frozen=True, slots=True)
class RebuiltTable:
    cells: tuple[PlacedCell, ...]

    @property
    def right(self) -> int:
        return sum(held.verdict == RIGHT for held in self.cells)

    @property
    def is_full(self) -> bool:
        return all(held.verdict != EMPTY for held in self.cells)


def rebuild(placed: Mapping[str, int]) -> RebuiltTable:
    """Each cell as the learner filled it: right, right sense but another strength, opposite sense, or empty."""
    return RebuiltTable(
        tuple(PlacedCell(cell, placed.get(cell.code, 0), _verdict(placed.get(cell.code, 0), cell)) for cell in TABLE)
    )


def _verdict(placed: int, cell: Cell) -> str:
    if placed not in SIGNS:
        return EMPTY
    if placed == cell.sign:
        return RIGHT
    return NEAR if placed * cell.sign > 0 else OPPOSITE
