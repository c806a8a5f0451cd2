"""What the town is called, how large it is, and where everything stands. No such place exists, nor any of its streets.

The official list of French communes has no Valfictif; the coordinates are at sea.
"""

from math import hypot

NAME = "Valfictif"
YEAR = 2025
SEED = 2017
# To be raised with every change of a formula: what was cached on disk is then made anew.
GENERATOR_VERSION = 2
DAYS = 365
HOUSEHOLDS = 2000
CARDS = 1600
ZONES = 40
DISTRICTS = 8
STOPS = 120
ZONES_PER_DISTRICT = ZONES // DISTRICTS
STOPS_PER_ZONE = STOPS // ZONES

DISTRICT_NAMES = (
    "Vieux-Valfictif",
    "Tramebourg",
    "Octetville",
    "Clairfaubourg",
    "Basse-Lisière",
    "Haute-Lisière",
    "Port-Virgule",
    "Les Guillemets",
)
ZONE_NAMES = (
    *("Beffroi imaginaire", "Halles rêvées", "Fontaine aux Songes", "Pont-Levant", "Porte d’Argile"),
    *("Aiguillage", "Deux-Sonnettes", "Caténaire", "Quai-Court", "Petit-Dépôt"),
    *("Grand Octet", "Bit-à-Bit", "Demi-Mot", "Retenue", "Zéro-Pointé"),
    *("Clairvoie", "Verrière", "Lampadaire", "Plein-Jour", "Contre-Jour"),
    *("Orée", "Lisière-Neuve", "Sous-Bois", "Clé des Champs", "Chemin Perdu"),
    *("Belvédère", "Vent-Debout", "Longue-Vue", "Girouette", "Point-Haut"),
    *("Bassin-Virgule", "Quai-Tiret", "Écluse-Point", "Darse aux Tildes", "Cale-Cédille"),
    *("Guillemet-Ouvrant", "Guillemet-Fermant", "Parenthèse", "Trois-Points", "Esperluette"),
)
STOP_KINDS = ("place", "école", "moulin")
# Three sites of one campus, which begin at the same time: the cause of the town's morning peak.
CAMPUS_STOPS = (13, 55, 97)
CAMPUS_NAMES = ("Campus d’Argile", "Campus de Plein-Jour", "Campus de l’Écluse")
HUB_STOP = 0
# The districts a tram line serves; buses serve the others.
TRAM_DISTRICTS = frozenset({0, 1, 3, 6})
LATITUDE, LONGITUDE = 46.0, -5.5  # far out in the Bay of Biscay


def zone_of_stop(stop: int) -> int:
    return stop // STOPS_PER_ZONE


def district_of_zone(zone: int) -> int:
    return zone // ZONES_PER_DISTRICT


def stop_name(stop: int) -> str:
    """The invented name of a stop (0 to 119)."""
    if stop in CAMPUS_STOPS:
        return CAMPUS_NAMES[CAMPUS_STOPS.index(stop)]
    return f"{ZONE_NAMES[zone_of_stop(stop)]} – {STOP_KINDS[stop % STOPS_PER_ZONE]}"


def zone_position(zone: int) -> tuple[float, float]:
    """East and north on a plan whose unit is the width of a district: four districts by two, five zones in a cross."""
    district = district_of_zone(zone)
    east, north = ((0.0, 0.0), (0.3, 0.0), (-0.3, 0.0), (0.0, 0.3), (0.0, -0.3))[zone % ZONES_PER_DISTRICT]
    return district % 4 + east, district // 4 + north


def distance(one: int, other: int) -> float:
    """Between the middles of two zones, in widths of a district."""
    (x, y), (u, v) = zone_position(one), zone_position(other)
    return hypot(x - u, y - v)


def stop_coordinates(stop: int) -> tuple[float, float]:
    """Latitude and longitude, at sea: nothing stands there."""
    east, north = zone_position(zone_of_stop(stop))
    step = stop % STOPS_PER_ZONE - 1
    return round(LATITUDE + 0.015 * north + 0.002 * step, 6), round(LONGITUDE + 0.02 * east + 0.002 * step, 6)
