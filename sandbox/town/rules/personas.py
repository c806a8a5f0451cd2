"""Six fictitious households a learner may be lent, and the households of the town that look like each of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from sandbox.town.rules.households import Household, household
from sandbox.town.rules.place import HOUSEHOLDS, TRAM_DISTRICTS
from sandbox.town.rules.transport import Traveller, traveller


@dataclass(frozen=True, slots=True)
class Persona:
    """Someone who does not exist. `household` is the one shown when no variant is asked for."""

    code: str
    name: str
    household: int
    description: str


_FITS: dict[str, Callable[[Household, Traveller], bool]] = {
    "etudiante": lambda home, who: who.kind == "student" and home.occupants == 1 and home.surface < 48,
    "couple-tram": lambda home, who: (
        who.kind == "active" and home.archetype == "active" and home.occupants == 2 and home.district in TRAM_DISTRICTS
    ),
    "retraite": lambda home, who: who.kind == "retired" and home.occupants == 1 and home.surface >= 45,
    "famille-monoparentale": lambda home, who: (
        who.kind == "active" and home.archetype == "active" and home.occupants in (3, 4)
    ),
    "horaires-decales": lambda home, who: home.archetype == "shifted",
    "aide-numerique": lambda home, who: who.kind == "retired" and home.occupants == 2,
}

# Each of these six households has a leak to be found; most of those that look like them have none.
PERSONAS: tuple[Persona, ...] = (
    Persona(
        "etudiante",
        "Lila Octet",
        1053,
        "Étudiante, elle vit seule dans un petit logement et rejoint chaque matin l’un des trois sites du campus.",
    ),
    Persona(
        "couple-tram",
        "Ana et Tom Caténaire",
        867,
        "Deux personnes qui travaillent en journée\u202f; l’une prend le tram presque tous les jours ouvrés.",
    ),
    Persona(
        "retraite",
        "Marcel Girouette",
        757,
        "Retraité, il vit seul, passe l’essentiel de ses journées chez lui et sort le matin.",
    ),
    Persona(
        "famille-monoparentale",
        "Nora Parenthèse",
        633,
        "Elle élève seule ses enfants et travaille en journée.",
    ),
    Persona(
        "horaires-decales",
        "Samir Contre-Jour",
        363,
        "Il travaille en horaires décalés\u00a0: sa journée commence et finit plus tôt que celle des autres.",
    ),
    Persona(
        "aide-numerique",
        "Odette Esperluette",
        358,
        "Elle vit avec son mari et préfère être accompagnée pour ses démarches en ligne.",
    ),
)


@lru_cache(maxsize=len(_FITS))
def households_like(persona_code: str) -> tuple[int, ...]:
    """Every household that fits a persona and has a travel card, in order. A KeyError for an unknown persona."""
    fits = _FITS[persona_code]
    homes = ((household(number), traveller(number)) for number in range(HOUSEHOLDS))
    return tuple(home.number for home, who in homes if who.card is not None and fits(home, who))


def variant(persona_code: str, draw: int) -> int:
    """A household like the persona's, so that two learners do not share their answers."""
    likes = households_like(persona_code)
    return likes[draw % len(likes)]
