"""Lab 5's two files: the same homes under two names, and when each was quiet. The truth stays on the server."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Final

from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sandbox.labs.models import LabRun
from sandbox.labs.rules.linking import pseudonyms
from sandbox.labs.rules.spells import Spell, likeness, quiet_spells
from sandbox.town.rules import HOUSEHOLDS, YEAR, ZONE_NAMES, household
from sandbox.town.services import all_daily_energy, all_daily_water

FIRST: Final = date(YEAR, 1, 1)
DAYS: Final = 365
JANUARY, JULY = slice(0, 31), slice(181, 212)
ROWS_SHOWN: Final = 5
CANDIDATES: Final = 6
MARGIN: Final = 0.3  # by how much the right pattern is more alike than the next


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file as its service sees it: kWh or m³, no name."""

    pseudonym: str
    zone: str
    january: int
    july: int
    year: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """When the home behind a pseudonym was quiet."""

    pseudonym: str
    spells: tuple[tuple[str, str], ...]  # « 5 août », « 14 août »
    bars: tuple[tuple[str, str], ...]  # where each spell lies in the year: left and width, in per cent


@dataclass(frozen=True, slots=True)
class Game:
    """One line of the electricity file, and lines of the water file among which the same home is."""

    household: int
    zone: str
    energy: Pattern
    waters: tuple[Pattern, ...]
    answer: str


def rows(domain: str) -> list[Row]:
    """The first lines of a file, in the order of its pseudonyms."""
    series = all_daily_energy() if domain == "energie" else all_daily_water()
    named = sorted((name, number) for number, name in enumerate(names(domain)))[:ROWS_SHOWN]
    return [
        Row(
            name,
            ZONE_NAMES[household(number).zone],
            round(int(series[number, JANUARY].sum()) / 1000),
            round(int(series[number, JULY].sum()) / 1000),
            round(int(series[number].sum()) / 1000),
        )
        for name, number in named
    ]


def common_names() -> int:
    """How many pseudonyms the two files share: counted, not supposed."""
    return len(set(names("energie")) & set(names("eau")))


def names(domain: str) -> tuple[str, ...]:
    """The pseudonym of each household in one domain, under that domain's own key."""
    return _names(domain, salted_hmac("sandbox.labs.partitions", domain, algorithm="sha256").digest())


@lru_cache(maxsize=4)
def _names(domain: str, key: bytes) -> tuple[str, ...]:
    return pseudonyms(domain, HOUSEHOLDS, key)


def game_of(run: LabRun) -> Game:
    """Drawn from the run: another learner, or another go, gets another home. The answer never leaves the server."""
    for trial in range(HOUSEHOLDS):
        game = _game(run.nonce.bytes + trial.to_bytes(2))
        if game is not None:
            return game
    raise LookupError(run.pk)  # a town without an absence


@lru_cache(maxsize=256)
def _draw(seed: bytes) -> tuple[int, tuple[int, ...]]:
    """A household, and the homes of its zone it is shown among, in an order that tells nothing."""
    number = int.from_bytes(sha256(seed).digest()[:8]) % HOUSEHOLDS
    zone = household(number).zone
    drawn = sorted(range(HOUSEHOLDS), key=lambda other: sha256(seed + other.to_bytes(2)).digest())
    others = [other for other in drawn if other != number and household(other).zone == zone][: CANDIDATES - 1]
    return number, tuple(sorted([number, *others], key=drawn.index))


def _game(seed: bytes) -> Game | None:
    """None when the patterns would not let an attentive reader tell the right one."""
    number, shown = _draw(seed)
    mine = quiet_spells(all_daily_energy()[number], "energie")
    waters = {other: quiet_spells(all_daily_water()[other], "eau") for other in shown}
    scores = sorted((likeness(mine, spells) for other, spells in waters.items() if other != number), reverse=True)
    if len(mine) < 2 or len(shown) < CANDIDATES or likeness(mine, waters[number]) < scores[0] + MARGIN:
        return None
    water_names = names("eau")
    return Game(
        number,
        ZONE_NAMES[household(number).zone],
        _pattern(names("energie")[number], mine),
        tuple(_pattern(water_names[other], waters[other]) for other in shown),
        water_names[number],
    )


def _pattern(name: str, spells: tuple[Spell, ...]) -> Pattern:
    days = tuple((day_words(first), day_words(last)) for first, last in spells)
    bars = tuple((f"{100 * first / DAYS:.2f}%", f"{100 * (last - first + 1) / DAYS:.2f}%") for first, last in spells)
    return Pattern(name, days, bars)


def day_words(day: int) -> str:
    """« 5 août », « 1er août »: the year is the same for all."""
    found = FIRST + timedelta(days=day)
    return date_format(found, "j F") if found.day > 1 else _("1er {month}").format(month=date_format(found, "F"))
