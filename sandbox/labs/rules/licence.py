"""Lab 7 (report § 3.2.2.4, propositions n° 12 and 13): the clauses of a licence for reuse, and what each is worth.

The report wants re-identification and targeted advertising forbidden; it also quotes the law in force: a licence may
only restrict reuse for reasons of general interest, in proportion, and never so as to restrict competition.
"""

from collections.abc import Collection
from dataclasses import dataclass


def _(text: str) -> str:
    """Marks a sentence for the catalogue; rules know no language."""
    return text


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause one may choose; `is_sound` says whether it protects without going too far, `why` tells it."""

    code: str
    text: str
    is_sound: bool
    why: str


CLAUSES = (
    Clause(
        "reidentification",
        _("Il est interdit de chercher à retrouver une personne dans les données."),
        True,
        _("C’est l’objet des propositions n° 12 et 13 : la technique réduit le risque, la règle couvre le reste."),
    ),
    Clause(
        "ciblage",
        _("Il est interdit de s’en servir pour cibler de la publicité."),
        True,
        _("Le rapport le demande aussi : un îlot qui consomme trop ne doit pas devenir une liste de prospects."),
    ),
    Clause(
        "anonymes",
        _("Les données sont déclarées anonymes ; le réutilisateur en fait ce qu’il veut."),
        False,
        _("Une déclaration ne rend rien anonyme : vous venez de retrouver quelqu’un."),
    ),
    Clause(
        "signaler",
        _("Qui découvre qu’une personne est reconnaissable le signale sans délai à la collectivité."),
        True,
        _("Sans signalement, la collectivité ne peut ni retirer le fichier ni prévenir les personnes."),
    ),
    Clause(
        "effacer",
        _("Qui a identifié quelqu’un par mégarde efface ce qu’il en a tiré."),
        True,
        _("La faute involontaire existe : la clause dit quoi faire, et vite."),
    ),
    Clause(
        "locaux",
        _("Seules les entreprises du territoire peuvent réutiliser les données."),
        False,
        _("Une licence ne peut pas restreindre la concurrence : la loi que cite le rapport l’exclut."),
    ),
    Clause(
        "ceder",
        _("Ce qu’un croisement aurait appris d’une personne ne se vend ni ne se transmet."),
        True,
        _("Interdire de chercher ne suffit pas si le résultat d’un autre peut s’acheter."),
    ),
    Clause(
        "commerce",
        _("Toute réutilisation commerciale est interdite."),
        False,
        _("Disproportionné : une restriction se justifie par l’intérêt général, et seulement autant qu’il le faut."),
    ),
    Clause(
        "suite",
        _("Qui rediffuse les données transmet aussi ces obligations."),
        True,
        _("Sans elle, la première copie rediffusée serait libre de toute clause."),
    ),
    Clause(
        "objectifs",
        _("La réutilisation respecte les objectifs de politique publique, comme un plan de circulation."),
        True,
        _("Le rapport donne l’exemple du calculateur d’itinéraires qui vide ses voitures dans une zone calme."),
    ),
)
SOUND = frozenset(clause.code for clause in CLAUSES if clause.is_sound)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a choice of clauses is worth: those too many, and how many are still lacking."""

    unsound: tuple[Clause, ...]
    lacking: int

    @property
    def holds(self) -> bool:
        return not self.unsound and not self.lacking


def read_clauses(chosen: Collection[str]) -> Reading:
    """Judge a choice; unknown codes count for nothing."""
    unsound = tuple(clause for clause in CLAUSES if clause.code in chosen and not clause.is_sound)
    return Reading(unsound, len(SOUND - set(chosen)))
