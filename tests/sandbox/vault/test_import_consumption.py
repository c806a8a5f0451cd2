import io
import json
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.files.storage import storages
from django.utils import timezone
from kombu.exceptions import OperationalError

from cms.foundation.formats import ImportRefused
from sandbox.vault import arrivals, importing_tasks
from sandbox.vault.models import JournalEntry
from sandbox.vault.rules.formats.archive import read_archive
from sandbox.vault.rules.formats.arrival import LIMITS
from sandbox.vault.rules.journal import HOLDER
from sandbox.vault.rules.series import SeriesRequest
from sandbox.vault.services import erase_vault, inventory, read_series
from sandbox.vault.services.exporting import export_vault
from sandbox.vault.services.importing import (
    READ_AT_ONCE,
    confirm_consumption,
    import_vault,
    preview_consumption,
)
from sandbox.vault.services.keeping import NothingToKeep, NothingWaits, import_consumption, preview_of
from tests.cms.accounts.factories import UserFactory
from tests.sandbox.vault import samples
from tests.sandbox.vault.factories import a_vault

pytestmark = pytest.mark.django_db

DAY = date(2025, 1, 15)


@pytest.fixture(autouse=True)
def _empty_waiting_room():
    yield
    storage = storages["private"]
    if storage.exists(arrivals.FOLDER):
        for name in storage.listdir(arrivals.FOLDER)[1]:
            storage.delete(f"{arrivals.FOLDER}/{name}")


def a_file(text: str | bytes) -> io.BytesIO:
    return io.BytesIO(text.encode() if isinstance(text, str) else text)


def hours(vault, day=DAY):
    return read_series(vault=vault, request=SeriesRequest("energie", "heure", day, day), actor=HOLDER)


def test_a_preview_says_what_was_understood_and_keeps_nothing():
    vault = a_vault()
    before = hours(vault)
    preview = preview_consumption(vault=vault, file=a_file(samples.curve(DAY, 2, skip={4})))

    assert (preview.domain, preview.step, preview.unit) == ("energie", "heure", "Wh")
    assert (preview.count, preview.gaps) == (47, 1)
    assert (preview.first, preview.last) == (DAY, DAY + timedelta(days=1))
    assert preview.can_be_kept
    assert preview.has_delivery_point
    assert "Courbe de charge" in preview.label
    assert hours(vault).values == before.values
    vault.refresh_from_db()
    assert not vault.holds_own_data


def test_what_is_confirmed_is_kept_marked_and_journalled():
    vault = a_vault()
    ticket = preview_consumption(vault=vault, file=a_file(samples.curve())).ticket
    kept = confirm_consumption(vault=vault, ticket=ticket)

    assert kept.is_kept
    assert not kept.can_be_kept
    vault.refresh_from_db()
    assert vault.holds_own_data
    answer = hours(vault)
    assert answer.values[0] == (samples.watts(0) + samples.watts(1)) // 2
    assert set(answer.quality) == {"apporté"}
    line = JournalEntry.objects.of(vault).filter(content__action="import").last()
    assert (line.content["count"], line.content["why"]) == (24, "apporté")


def test_confirming_twice_keeps_once():
    vault = a_vault()
    ticket = preview_consumption(vault=vault, file=a_file(samples.curve())).ticket
    confirm_consumption(vault=vault, ticket=ticket)

    with pytest.raises(NothingWaits):
        confirm_consumption(vault=vault, ticket=ticket)


def test_faults_are_told_and_nothing_is_half_imported():
    vault = a_vault()
    before = hours(vault).values
    preview = preview_consumption(vault=vault, file=a_file(samples.curve(extra=["hier;12", "demain;13"])))

    assert len(preview.faults) == 2
    assert preview.faults[0].line == 52
    assert "colonne 1" in preview.faults[0].reason
    assert not preview.can_be_kept
    with pytest.raises(NothingWaits):
        confirm_consumption(vault=vault, ticket=preview.ticket)
    with pytest.raises(ImportRefused):
        import_consumption(vault=vault, file=a_file(samples.curve(extra=["hier;12"])))
    assert hours(vault).values == before


def points_in(vault) -> list[dict]:
    files = read_archive(export_vault(vault=vault)[1], LIMITS)
    return json.loads(files["energie-point.json"])["releves"]


def test_the_delivery_point_becomes_a_pseudonym_that_tells_nothing_of_it():
    vault = a_vault()
    for _time in range(2):
        import_consumption(vault=vault, file=a_file(samples.curve()))

    first, second = points_in(vault)
    assert first["point"].startswith("p-")
    assert first["point"] != second["point"]
    content = export_vault(vault=vault)[1]
    assert all(samples.POINT.encode() not in file for file in read_archive(content, LIMITS).values())


def test_the_delivery_point_is_kept_if_its_holder_says_so_and_no_scope_reads_it():
    vault = a_vault()
    import_consumption(vault=vault, file=a_file(samples.curve()), keep_identifier=True)

    assert points_in(vault)[0]["point"] == samples.POINT
    asked = SeriesRequest("logement", "profil", date(2025, 1, 1), date(2025, 12, 31))
    assert samples.POINT not in str(read_series(vault=vault, request=asked, actor=HOLDER).records)
    assert samples.POINT not in str(list(JournalEntry.objects.of(vault).values_list("content")))
    assert sum(held.count for held in inventory(vault) if held.domain == "energie") == 8760


def test_own_data_moves_to_another_provider_with_its_origin():
    left = a_vault()
    import_consumption(vault=left, file=a_file(samples.curve()))
    content = export_vault(vault=left)[1]
    vault = import_vault(learner=UserFactory(), file=a_file(content)).vault

    assert vault.holds_own_data
    assert set(hours(vault).quality) == {"apporté"}
    assert points_in(vault) == points_in(left)


def test_water_and_trips_are_kept_too():
    vault = a_vault()
    water = {"serie": "eau", "unite": "L", "pas": "jour", "points": [["2025-03-01", 7]]}
    trip = {"debut": "2025-03-03T08:05", "mode": "bus", "de_zone": 4, "a_zone": 12}
    assert import_consumption(vault=vault, file=a_file(json.dumps(water))) == 1
    trips = {"serie": "mobilite", "pas": "trajet", "releves": [trip]}
    assert import_consumption(vault=vault, file=a_file(json.dumps(trips))) == 1

    asked = SeriesRequest("eau", "jour", date(2025, 3, 1), date(2025, 3, 1))
    assert read_series(vault=vault, request=asked, actor=HOLDER).values == (7,)
    asked = SeriesRequest("mobilite", "zone", date(2025, 3, 3), date(2025, 3, 3))
    (record,) = read_series(vault=vault, request=asked, actor=HOLDER).records
    assert (record["de_zone"], record["qualite"]) == (4, "apporté")


def test_a_series_taken_out_of_an_export_can_be_brought_alone():
    files = read_archive(export_vault(vault=a_vault())[1], LIMITS)
    vault = a_vault()

    for name, count in (("energie-heure.csv", 8760), ("energie-heure.json", 8760), ("eau-jour.csv", 365)):
        assert import_consumption(vault=vault, file=a_file(files[name])) == count


def test_what_a_vault_has_no_place_for_is_recognised_and_not_kept():
    vault = a_vault()
    preview = preview_consumption(vault=vault, file=a_file(samples.index()))

    assert preview.count == 2
    assert "heure par heure" in preview.why_not
    assert not preview.can_be_kept
    with pytest.raises(NothingToKeep, match="heure par heure"):
        confirm_consumption(vault=vault, ticket=preview.ticket)


def test_a_large_file_is_read_and_kept_by_a_task():
    vault = a_vault()
    text = samples.flat(date(2025, 1, 1), 365)
    assert len(text) > READ_AT_ONCE
    preview = preview_consumption(vault=vault, file=a_file(text))

    assert preview.count == 8760
    assert confirm_consumption(vault=vault, ticket=preview.ticket).is_kept
    assert set(hours(vault).quality) == {"apporté"}


def test_a_large_file_is_read_and_kept_though_no_broker_answers(monkeypatch, caplog):
    def no_broker(*_arguments):
        raise OperationalError("connection refused")

    vault = a_vault()
    for task in (importing_tasks.look_into, importing_tasks.keep_file):
        monkeypatch.setattr(task, "delay", no_broker)
    preview = preview_consumption(vault=vault, file=a_file(samples.flat(date(2025, 1, 1), 300)))

    assert preview.count == 7200
    assert confirm_consumption(vault=vault, ticket=preview.ticket).is_kept
    assert preview.ticket not in caplog.text, "a ticket opens the file"


def test_a_large_file_that_is_being_kept_cannot_be_confirmed_again(monkeypatch):
    vault = a_vault()
    ticket = preview_consumption(vault=vault, file=a_file(samples.flat(date(2025, 1, 1), 300))).ticket
    sent = []
    monkeypatch.setattr(importing_tasks.keep_file, "delay", lambda *arguments: sent.append(arguments))
    state = confirm_consumption(vault=vault, ticket=ticket, keep_identifier=True)

    assert state.is_waiting
    assert not state.can_be_kept
    assert sent == [(vault.pk, ticket, True)]
    importing_tasks.keep_file(*sent[0])
    assert preview_of(vault=vault, ticket=ticket).is_kept


def test_a_workbook_is_left_to_a_task_sooner_since_it_is_compressed(monkeypatch):
    sent = []
    monkeypatch.setattr(importing_tasks.look_into, "delay", lambda *arguments: sent.append(arguments))
    rows = [["Début", "Fin", "Valeur (en kW)"], *samples.period_rows(date(2025, 1, 1), 120)]
    content = samples.workbook(rows)
    assert len(content) < READ_AT_ONCE

    assert preview_consumption(vault=a_vault(), file=a_file(content)).is_waiting
    assert len(sent) == 1


def test_a_large_file_that_no_task_has_read_yet_says_so(monkeypatch):
    sent = []
    monkeypatch.setattr(importing_tasks.look_into, "delay", lambda *arguments: sent.append(arguments))
    vault = a_vault()
    preview = preview_consumption(vault=vault, file=a_file(samples.curve(days=1) + "\n" * READ_AT_ONCE))

    assert preview.is_waiting
    assert not preview.can_be_kept
    assert sent == [(vault.pk, preview.ticket)]
    assert samples.POINT not in str(sent)


def test_a_ticket_opens_nothing_in_another_vault_nor_without_its_key():
    vault, other = a_vault(), a_vault()
    ticket = preview_consumption(vault=vault, file=a_file(samples.curve())).ticket
    uid, _dot, key = ticket.partition(".")

    for wrong in (f"{uid}.{key[::-1]}", f"{uid}.", uid, "", "x.y", f"{uid}.é", f"../{uid}.{key}"):
        with pytest.raises(NothingWaits):
            confirm_consumption(vault=vault, ticket=wrong)
    with pytest.raises(NothingWaits):
        confirm_consumption(vault=other, ticket=ticket)
    with pytest.raises(NothingWaits):
        preview_of(vault=other, ticket=ticket)
    assert confirm_consumption(vault=vault, ticket=ticket).is_kept


def test_a_waiting_file_is_sealed_and_its_key_is_written_nowhere():
    vault = a_vault()
    ticket = preview_consumption(vault=vault, file=a_file(samples.curve())).ticket
    uid, _dot, key = ticket.partition(".")

    with storages["private"].open(f"{arrivals.FOLDER}/{uid}") as file:
        assert samples.POINT.encode() not in file.read()
    assert key not in str(cache.get(f"coffre-arrivee:{vault.uid}:{uid}"))


def test_a_file_waits_for_an_hour_at_most(monkeypatch):
    vault = a_vault()
    ticket = preview_consumption(vault=vault, file=a_file(samples.curve())).ticket
    later = timezone.now() + timedelta(hours=1, minutes=1)
    monkeypatch.setattr(arrivals.timezone, "now", lambda: later)

    with pytest.raises(NothingWaits):
        confirm_consumption(vault=vault, ticket=ticket)
    assert arrivals.throw_away_old() == 1


def test_an_erased_vault_takes_nothing():
    vault = a_vault()
    ticket = preview_consumption(vault=vault, file=a_file(samples.curve())).ticket
    erase_vault(vault=vault)

    with pytest.raises(Exception, match="effacé"):
        confirm_consumption(vault=vault, ticket=ticket)
