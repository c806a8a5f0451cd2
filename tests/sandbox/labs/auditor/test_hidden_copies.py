"""What the auditor of lab 3 finds, what no search can find, and what is no alarm."""

import json
import struct
from pathlib import Path
from random import Random

import pytest

from sandbox.labs.rules.auditor import CLEAR, FOUND, OPAQUE, audit
from sandbox.labs.rules.canaries import Canaries
from tests.sandbox.labs.auditor.hiding import HIDERS, OUT_OF_REACH, write
from tests.sandbox.labs.auditor.households import Reading, household, planted, reading


@pytest.mark.parametrize("hiding", HIDERS)
@pytest.mark.parametrize("who", range(5))
def test_fifteen_ways_of_hiding_are_found_each_time(tmp_path: Path, hiding: str, who: int) -> None:
    home = household(who)
    planting = planted(home, b"%d" % who)
    read = reading(home, planting)
    # Numbers alone: with the trips or the profile, one label would be enough.
    HIDERS[hiding](
        tmp_path, {scope: read[scope] for scope in read if scope not in ("mobilite:zone", "logement:profil")}
    )

    report = audit(tmp_path, planting.canaries)

    assert report.verdict == FOUND
    assert not report.cut


@pytest.mark.parametrize("hiding", OUT_OF_REACH)
def test_three_ways_cannot_be_found_by_any_search_and_the_report_does_not_claim_otherwise(
    tmp_path: Path, mine: tuple[Reading, Canaries], hiding: str
) -> None:
    OUT_OF_REACH[hiding](tmp_path, mine[0])

    report = audit(tmp_path, mine[1])

    assert report.verdict == (OPAQUE if hiding == "encrypted" else CLEAR)
    assert not report.found


@pytest.mark.parametrize(
    "scope", ["energie:mois", "eau:mois", "eau:jour", "dechets:mois", "mobilite:zone", "logement:profil"]
)
def test_canaries_reach_the_service_through_every_scope(
    tmp_path: Path, mine: tuple[Reading, Canaries], scope: str
) -> None:
    write(tmp_path / "copie.json", json.dumps(mine[0][scope], default=str))

    assert audit(tmp_path, mine[1]).verdict == FOUND


def test_forty_stores_of_other_people_raise_no_alarm(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    for who in range(8):
        home = household(7 if who < 2 else 100 + who)  # two of them live the very same year
        read = reading(home, planted(home, b"other %d" % who))
        hours = [value for day in home["energy"].values() for value in day]
        ways = [*HIDERS.values()]
        for place in range(5):
            folder = tmp_path / f"{who}-{place}"
            folder.mkdir()
            ways[(who * 5 + place) % len(ways)](folder, read)
            if place == 0:
                write(folder / "noise.bin", Random(who).randbytes(60_000))
                write(folder / "hours.bin", struct.pack("8760i", *hours))
                write(folder / "hours.txt", "\n".join(map(str, hours)))

            report = audit(folder, mine[1], most_seconds=60)

            assert report.verdict != FOUND, (who, report.found)


def test_two_numbers_are_not_enough_and_one_text_is(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    two = sorted(mine[1].numbers)[-2:]
    write(tmp_path / "a.txt", " ".join(str(number / 1000) for number in two))
    assert audit(tmp_path, mine[1]).verdict == CLEAR

    write(tmp_path / "a.txt", mine[1].label)
    assert audit(tmp_path, mine[1]).verdict == FOUND


def test_two_numbers_here_and_two_there_are_not_an_alarm(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    for place, numbers in enumerate((sorted(mine[1].numbers)[:2], sorted(mine[1].numbers)[-2:])):
        write(tmp_path / f"{place}.txt", " ".join(str(number / 1000) for number in numbers))

    assert audit(tmp_path, mine[1]).verdict == CLEAR
