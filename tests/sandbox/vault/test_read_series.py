from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sandbox.vault.models import Chunk, JournalEntry
from sandbox.vault.rules.series import SeriesFault
from sandbox.vault.services import (
    ChunkTampered,
    VaultErased,
    erase_vault,
    inventory,
    read_series,
    write_records,
    write_values,
)
from tests.sandbox.vault.factories import JANUARY, SERVICE, YEAR, a_vault, asking

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 4)


def last_line(vault) -> dict:
    return JournalEntry.objects.of(vault).last().content


def test_a_reading_is_journalled_once_with_who_what_and_how_much():
    vault = a_vault()

    read_series(vault=vault, request=asking("energie:jour"), actor=SERVICE)

    assert JournalEntry.objects.of(vault).count() == 2
    assert last_line(vault) == {
        "actor": {"kind": "service", "name": "Ma ville"},
        "action": "lecture",
        "scope": "energie:jour",
        "from": "2025-01-01",
        "to": "2025-01-31",
        "count": 31,
        "outcome": "fait",
        "consent": "c-1",
        "why": None,
    }


def test_a_journal_never_holds_a_value():
    vault = a_vault()
    write_values(vault=vault, domain="eau", values_by_day={DAY: 8_317_529})
    read_series(vault=vault, request=asking("eau:jour", (DAY, DAY)), actor=SERVICE)

    assert "8317529" not in str(list(JournalEntry.objects.of(vault).values()))


def test_days_and_months_are_added_up_inside_the_vault():
    vault = a_vault()
    hours = read_series(vault=vault, request=asking("energie:heure"), actor=SERVICE)
    days = read_series(vault=vault, request=asking("energie:jour"), actor=SERVICE)
    months = read_series(vault=vault, request=asking("energie:mois"), actor=SERVICE)

    assert len(hours.values) == 31 * 24
    assert sum(hours.values) == sum(days.values) == months.values[0]


def queries_of(vault, request) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        read_series(vault=vault, request=request, actor=SERVICE)
    return len(asked)


def test_a_year_of_hours_takes_as_many_queries_as_a_day():
    vault = a_vault()

    assert queries_of(vault, asking("energie:heure", YEAR)) == queries_of(vault, asking("energie:heure", (DAY, DAY)))
    assert queries_of(vault, asking("energie:heure", YEAR)) <= 8


def test_only_the_chunks_of_the_period_are_opened():
    vault = a_vault()
    Chunk.objects.filter(domain="energie").exclude(start=DAY).update(sealed=b"broken" * 10)

    answer = read_series(vault=vault, request=asking("energie:heure", (DAY, DAY)), actor=SERVICE)

    assert len(answer.values) == 24


def swap(one: Chunk, other: Chunk) -> None:
    Chunk.objects.filter(pk=one.pk).update(sealed=other.sealed, schema=other.schema)


@pytest.mark.parametrize("where", ["another vault", "another date", "another domain", "changed byte", "cut", "schema"])
def test_a_chunk_that_was_moved_or_changed_is_refused_and_the_refusal_journalled(where):
    vault = a_vault()
    mine = Chunk.objects.get(vault=vault, domain="energie", start=DAY)
    if where == "another vault":
        swap(mine, Chunk.objects.get(vault=a_vault(), domain="energie", start=DAY))
    elif where == "another date":
        swap(mine, Chunk.objects.get(vault=vault, domain="energie", start=DAY + timedelta(days=1)))
    elif where == "another domain":
        swap(mine, Chunk.objects.get(vault=vault, domain="eau", start=DAY.replace(day=1)))
    elif where == "changed byte":
        sealed = bytearray(mine.sealed)
        sealed[20] ^= 1
        Chunk.objects.filter(pk=mine.pk).update(sealed=bytes(sealed))
    elif where == "cut":
        Chunk.objects.filter(pk=mine.pk).update(sealed=b"")
    else:
        Chunk.objects.filter(pk=mine.pk).update(schema=2)

    with pytest.raises(ChunkTampered, match="Bloc altéré"):
        read_series(vault=vault, request=asking("energie:jour", (DAY, DAY)), actor=SERVICE)

    line = last_line(vault)
    assert (line["action"], line["outcome"], line["scope"]) == ("refus", "bloc altéré", "energie:jour")


def test_water_of_january_does_not_open_as_waste_of_january():
    vault = a_vault()
    first = JANUARY[0]
    swap(
        Chunk.objects.get(vault=vault, domain="dechets", start=first),
        Chunk.objects.get(vault=vault, domain="eau", start=first),
    )

    with pytest.raises(ChunkTampered):
        read_series(vault=vault, request=asking("dechets:mois"), actor=SERVICE)


def test_an_erased_vault_is_not_read():
    vault = a_vault()
    stale = type(vault).objects.get(pk=vault.pk)
    erase_vault(vault=vault)

    for journal in (True, False):
        with pytest.raises(VaultErased):
            read_series(vault=stale, request=asking("eau:mois"), actor=SERVICE, journal=journal)


def test_reading_without_journal_leaves_no_line():
    vault = a_vault()

    read_series(vault=vault, request=asking("eau:mois"), actor=SERVICE, journal=False)

    assert JournalEntry.objects.of(vault).count() == 1


def test_what_is_brought_replaces_its_days_alone_and_says_so():
    vault = a_vault()
    before = read_series(vault=vault, request=asking("eau:jour"), actor=SERVICE)

    assert write_values(vault=vault, domain="eau", values_by_day={JANUARY[0]: 7, JANUARY[1]: None}) == 1

    after = read_series(vault=vault, request=asking("eau:jour"), actor=SERVICE)
    assert after.values == (7, *before.values[1:-1], None)
    assert (after.quality[0], after.quality[1], after.quality[-1]) == ("apporté", "mesuré", "manquant")
    vault.refresh_from_db()
    assert vault.holds_own_data
    assert "apporté" in inventory(vault)[1].origin


def test_thousandths_are_kept():
    vault = a_vault()
    values = [1234.567 + number for number in range(24)]

    write_values(vault=vault, domain="energie", values_by_day={DAY: values}, origin="épreuve")

    hours = read_series(vault=vault, request=asking("energie:heure", (DAY, DAY)), actor=SERVICE)
    assert hours.values == tuple(values)
    assert set(hours.quality) == {"mesuré"}
    day = read_series(vault=vault, request=asking("energie:jour", (DAY, DAY)), actor=SERVICE)
    assert day.values == (round(sum(values), 3),)


def test_a_year_that_the_town_does_not_know_can_be_brought():
    vault = a_vault()
    day = date(2024, 2, 29)

    write_values(vault=vault, domain="eau", values_by_day={day: 99})

    answer = read_series(vault=vault, request=asking("eau:jour", (date(2024, 2, 28), date(2024, 3, 1))), actor=SERVICE)
    assert answer.values == (None, 99, None)
    assert answer.quality == ("manquant", "apporté", "manquant")


@pytest.mark.parametrize(
    ("domain", "values"),
    [
        ("energie", {DAY: [1] * 23}),
        ("energie", {DAY: 12}),
        ("eau", {DAY: [1, 2]}),
        ("eau", {DAY: -1}),
        ("eau", {DAY: float("nan")}),
        ("eau", {DAY: float("inf")}),
        ("mobilite", {DAY: 1}),
        ("gaz", {DAY: 1}),
    ],
)
def test_values_that_make_no_sense_are_refused_and_nothing_is_written(domain, values):
    vault = a_vault()
    before = list(Chunk.objects.order_by("pk").values_list("sealed", flat=True))

    with pytest.raises(SeriesFault):
        write_values(vault=vault, domain=domain, values_by_day=values)

    assert list(Chunk.objects.order_by("pk").values_list("sealed", flat=True)) == before
    assert JournalEntry.objects.of(vault).count() == 1


def test_trips_that_are_brought_replace_those_of_the_same_day():
    vault = a_vault()
    trip = {"debut": "2025-03-04T10:12", "mode": "velo", "de_zone": 1, "a_zone": 2, "duree": 9}
    trip |= {"de_arret": None, "a_arret": None}

    write_records(vault=vault, domain="mobilite", records_by_day={DAY: [trip]})

    period = (date(2025, 3, 1), date(2025, 3, 31))
    records = read_series(vault=vault, request=asking("mobilite:arret", period), actor=SERVICE).records
    assert [record for record in records if record["debut"][:10] == "2025-03-04"] == [{**trip, "qualite": "apporté"}]
    assert len(records) > 1


def test_nothing_is_written_into_an_erased_vault():
    vault = a_vault()
    erase_vault(vault=vault)

    with pytest.raises(VaultErased):
        write_values(vault=vault, domain="eau", values_by_day={DAY: 1})
    assert not Chunk.objects.exists()
