"""The grammar of the digital world: the 25 words that an elected person can explain at the end (syllabus, § 4)."""

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

# « L’épreuve orale facultative consiste à en expliquer cinq, tirés au sort, à un habitant » (syllabus, § 4).
DRAWN = 5


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the list, and the identifiers of the terms that define it: two for a pair."""

    name: "StrOrPromise"
    slugs: tuple[str, ...]


WORDS = (
    Word(_("Donnée personnelle"), ("donnee-personnelle",)),
    Word(_("Donnée brute"), ("donnee-brute",)),
    Word(_("Format ouvert"), ("format-ouvert",)),
    Word(_("Open data"), ("open-data",)),
    Word(_("Licence"), ("licence",)),
    Word(_("API"), ("api",)),
    Word(_("Interopérabilité"), ("interoperabilite",)),
    Word(_("Réversibilité"), ("reversibilite",)),
    Word(_("Verrouillage"), ("verrouillage",)),
    Word(_("Logiciel libre"), ("logiciel-libre",)),
    Word(_("Logiciel propriétaire"), ("logiciel-proprietaire",)),
    Word(_("SaaS"), ("saas",)),
    Word(_("Cloud"), ("cloud",)),
    Word(_("Qualification"), ("qualification",)),
    Word(_("Homologation"), ("homologation",)),
    Word(_("Sauvegarde"), ("sauvegarde",)),
    Word(_("Rançongiciel"), ("rancongiciel",)),
    Word(_("Capteur et IoT"), ("capteur", "iot")),
    Word(_("Réseau bas débit"), ("lpwan",)),
    Word(_("Agrégateur"), ("agregateur",)),
    Word(_("Tiers de confiance"), ("tiers-de-confiance",)),
    Word(_("Pseudonymisation et anonymisation"), ("pseudonymisation", "anonymisation")),
    Word(_("Self-data"), ("self-data",)),
    Word(_("Sourçage"), ("sourcage",)),
    Word(_("Expérimentation"), ("experimentation",)),
)
SLUGS = tuple(slug for word in WORDS for slug in word.slugs)


def five_words(chance: Random) -> list[Word]:
    """Five words to explain aloud, in the order they were drawn."""
    return chance.sample(WORDS, DRAWN)
