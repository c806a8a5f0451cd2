"""What each service may ask for: purposes, granularities, what is lost when one refuses.

A box of the consent screen is one purpose × one granularity, never more: a single box for several purposes is no
free choice (rapport de 2017, § 3.2.2.2 ; RGPD, art. 7 et considérant 43).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Scope:
    """One granularity of one domain: what is read, and what such a value looks like."""

    code: str
    reads: str
    example: str

    @property
    def domain(self) -> str:
        return self.code.partition(":")[0]

    @property
    def step(self) -> str:
        return self.code.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a service wants to do, with which granularities, and what remains without it."""

    code: str
    title: str
    scopes: tuple[str, ...]
    without: str
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Service:
    """Who asks, as the learner reads it."""

    client_id: str
    name: str
    presentation: str
    controller: str
    contact: str
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """One thing to tick: one purpose with one granularity."""

    purpose: Purpose
    scope: Scope

    @property
    def code(self) -> str:
        return f"{self.purpose.code}|{self.scope.code}"

    @property
    def detail(self) -> dict[str, str]:
        return {"purpose": self.purpose.code, "scope": self.scope.code}

    @property
    def as_shown(self) -> dict[str, str]:
        """What was on the screen, word for word."""
        shown = {"title": self.purpose.title, "reads": self.scope.reads, "example": self.scope.example}
        return self.detail | shown


class UnknownPurpose(ValueError):
    """A service asked for a purpose that it never declared."""


SCOPES: Final[dict[str, Scope]] = {
    scope.code: scope
    for scope in (
        Scope("energie:heure", "Lit votre consommation d’électricité, heure par heure", "mardi, 7 h : 1 240 Wh"),
        Scope("energie:jour", "Lit votre consommation d’électricité, jour par jour", "mardi 14 janvier : 18,3 kWh"),
        Scope("energie:mois", "Lit votre consommation d’électricité, mois par mois", "janvier : 512 kWh"),
        Scope("eau:jour", "Lit votre consommation d’eau, jour par jour", "mardi 14 janvier : 236 litres"),
        Scope("eau:mois", "Lit votre consommation d’eau, mois par mois", "janvier : 7 310 litres"),
        Scope("dechets:jour", "Lit le poids de vos déchets, à chaque collecte", "jeudi 16 janvier : 4,2 kg"),
        Scope("dechets:mois", "Lit le poids de vos déchets, mois par mois", "janvier : 17,9 kg"),
        Scope(
            "mobilite:zone",
            "Lit vos trajets, par quartier et par quart d’heure",
            "zone 12 à zone 3, mardi, 7 h 45",
        ),
        Scope(
            "mobilite:arret", "Lit vos trajets, à l’arrêt et à la minute près", "arrêt 57 vers arrêt 8, mardi à 7 h 42"
        ),
        Scope("logement:profil", "Lit le profil de votre logement", "78 m², 3 personnes, chauffage au gaz"),
    )
}

PURPOSES: Final[dict[str, Purpose]] = {
    purpose.code: purpose
    for purpose in (
        Purpose(
            "cout",
            "Pour calculer ce que coûtent mon énergie, mon eau et mes déchets",
            ("energie:mois", "eau:mois", "dechets:mois"),
            "vous verrez les tarifs de la ville, sans le calcul pour votre foyer.",
        ),
        Purpose(
            "comparaison",
            "Pour me comparer à des foyers semblables",
            ("energie:mois", "logement:profil"),
            "vous verrez la consommation médiane de la ville, sans votre place.",
        ),
        Purpose(
            "fuite",
            "Pour me prévenir d’une fuite d’eau",
            ("eau:jour",),
            "vous trouverez les conseils pour relever votre compteur vous-même.",
        ),
        Purpose(
            "depart",
            "Pour me proposer la meilleure heure de départ",
            ("mobilite:zone",),
            "vous choisirez vous-même votre ligne et votre heure dans la liste.",
        ),
        Purpose(
            "conseil-fin",
            "Pour me donner des conseils heure par heure",
            ("energie:heure",),
            "rien ne manque : les conseils par mois suffisent aux autres services.",
            is_needed=False,
        ),
        Purpose(
            "itineraire-exact",
            "Pour retrouver mes itinéraires exacts",
            ("mobilite:arret",),
            "rien ne manque : le quartier suffit pour proposer une heure de départ.",
            is_needed=False,
        ),
    )
}

CONTROLLER: Final = "Commune de Valfictif (fictive)"
CONTACT: Final = "dpd@valfictif.example"
PRESENTATION: Final = "service en ligne de la commune de Valfictif, qui rassemble les services du quotidien"
SERVICES: Final[dict[str, Service]] = {
    service.client_id: service
    for service in (
        Service("ma-ville", "Ma ville", PRESENTATION, CONTROLLER, CONTACT, tuple(PURPOSES)),
        Service("ma-ville-bis", "Ma ville bis", PRESENTATION, CONTROLLER, CONTACT, tuple(PURPOSES)),
    )
}

ONCE: Final = 0
ONCE_MINUTES: Final = 15
DURATIONS: Final = (ONCE, 7, 30)
DEFAULT_DURATION: Final = 30
# The whole year that the town's data cover.
FIRST_DAY: Final = date(2025, 1, 1)
LAST_DAY: Final = date(2025, 12, 31)


def scopes_of(client_id: str) -> tuple[str, ...]:
    """Every granularity that a service may ever ask for; none for a service that nobody declared."""
    service = SERVICES.get(client_id)
    if service is None:
        return ()
    return tuple(dict.fromkeys(scope for code in service.purposes for scope in PURPOSES[code].scopes))


def boxes_for(service: Service, scopes: Iterable[str], purposes: Iterable[str] = ()) -> tuple[Box, ...]:
    """What one request puts on the screen: each of its purposes with each granularity asked for.

    Without a list of purposes, every purpose of the service that needs one of these granularities. Raises
    UnknownPurpose for a purpose that the service did not declare.
    """
    asked, named = frozenset(scopes), tuple(purposes)
    if strange := set(named) - set(service.purposes):
        raise UnknownPurpose(", ".join(sorted(strange)))
    return tuple(
        Box(PURPOSES[code], SCOPES[scope])
        for code in service.purposes
        if not named or code in named
        for scope in PURPOSES[code].scopes
        if scope in asked
    )


def box(purpose: str, scope: str) -> Box:
    """The box of one detail of a consent record."""
    return Box(PURPOSES[purpose], SCOPES[scope])


def unneeded(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """What a service asks beyond its needs; a lab points at it, nothing forbids it."""
    return tuple(each for each in boxes if not each.purpose.is_needed)
