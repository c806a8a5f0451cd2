"""What each tile is for, and what it must read: the vault's consent screen shows the same purposes."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Purpose:
    code: str
    title: str
    scopes: tuple[str, ...]
    promise: str  # what the tile does once lit
    phone: str
    goes_without: bool = False  # whether some of its scopes are enough

    def is_lit(self, granted: Collection[str]) -> bool:
        test = any if self.goes_without else all
        return test(has(scope, granted) for scope in self.scopes)


SCOPE_WORDS = {
    "energie:heure": "votre électricité heure par heure",
    "energie:jour": "votre électricité de chaque jour",
    "energie:mois": "votre électricité de chaque mois",
    "eau:jour": "votre eau de chaque jour",
    "eau:mois": "votre eau de chaque mois",
    "dechets:jour": "vos déchets de chaque jour",
    "dechets:mois": "vos déchets de chaque mois",
    "mobilite:zone": "vos trajets à la zone et au quart d’heure",
    "mobilite:arret": "vos trajets à l’arrêt et à la minute",
    "logement:profil": "le profil de votre logement",
}
# Finer first: a finer authorisation lets the coarser series be read, never the reverse.
FINENESS = {
    "energie": ("heure", "jour", "mois"),
    "eau": ("jour", "mois"),
    "dechets": ("jour", "mois"),
    "mobilite": ("arret", "zone"),
    "logement": ("profil",),
}
PURPOSES = (
    Purpose(
        "cout",
        "Ce que coûte le mois",
        ("energie:mois", "eau:mois", "dechets:mois"),
        "Additionne l’électricité, l’eau et les déchets du mois.",
        "02 61 91 00 31",
        goes_without=True,
    ),
    Purpose(
        "comparaison",
        "Par rapport aux foyers comparables",
        ("energie:mois", "logement:profil"),
        "Situe votre électricité parmi celle de foyers semblables.",
        "02 61 91 00 32",
    ),
    Purpose(
        "fuite",
        "Alerte de fuite d’eau",
        ("eau:jour",),
        "Prévient quand l’eau coule sans s’arrêter.",
        "02 61 91 00 33",
    ),
    Purpose(
        "depart",
        "Meilleure heure de départ",
        ("mobilite:zone",),
        "Cherche un départ plus calme, près de vos habitudes.",
        "02 61 91 00 34",
    ),
    Purpose(
        "conseil-fin",
        "Conseil heure par heure",
        ("energie:heure",),
        "Repère l’heure la plus chargée et ce qui tourne la nuit.",
        "02 61 91 00 35",
    ),
    Purpose(
        "itineraire-exact",
        "Votre arrêt et votre minute",
        ("mobilite:arret",),
        "Retrouve votre arrêt du matin et l’heure exacte.",
        "02 61 91 00 36",
    ),
)
BY_CODE = {purpose.code: purpose for purpose in PURPOSES}


def has(scope: str, granted: Collection[str]) -> bool:
    domain, step = scope.split(":")
    steps = FINENESS[domain]
    return any(f"{domain}:{finer}" in granted for finer in steps[: steps.index(step) + 1])


def scopes_of(codes: Collection[str]) -> list[str]:
    """Each scope once, in the order of the tiles."""
    return list(dict.fromkeys(scope for purpose in PURPOSES if purpose.code in codes for scope in purpose.scopes))


def lit_codes(granted: Collection[str]) -> list[str]:
    return [purpose.code for purpose in PURPOSES if purpose.is_lit(granted)]
