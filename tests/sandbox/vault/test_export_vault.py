import io
import json
import subprocess
import sys
import zipfile
from hashlib import sha256

import pytest

from sandbox.vault.models import Chunk, JournalEntry, VaultExport
from sandbox.vault.rules.formats.archive import read_archive
from sandbox.vault.rules.formats.arrival import LIMITS
from sandbox.vault.services import ChunkTampered, VaultErased, erase_vault, exporting, head, verify, write_values
from sandbox.vault.services.exporting import export_vault, register_receipts, series_digests
from tests.sandbox.vault.factories import JANUARY, a_vault

pytestmark = pytest.mark.django_db

SERIES = ["dechets-jour", "eau-jour", "energie-heure", "logement-profil", "mobilite-trajet"]


def files_of(content: bytes) -> dict[str, bytes]:
    return read_archive(content, LIMITS)


def test_an_export_holds_each_series_twice_the_journal_what_verifies_it_and_says_what_it_is():
    _export, content = export_vault(vault=a_vault())

    files = files_of(content)
    expected = {f"{name}.{ending}" for name in SERIES for ending in ("csv", "json")}
    assert set(files) == expected | {"manifeste.json", "LISEZMOI.txt", "journal.jsonl", "verifier_journal.py"}
    readme = files["LISEZMOI.txt"].decode()
    assert readme.startswith("DONNÉES FICTIVES")
    for stays in ("autorisations", "ancrage du journal", "conseils"):
        assert stays in readme
    for name in expected:
        assert "onnées fictives" in files[name].decode()
    assert len(content) < 1024 * 1024


def test_the_manifest_tells_fingerprints_rows_units_and_steps():
    vault = a_vault()
    export, content = export_vault(vault=vault)

    files = files_of(content)
    manifest = json.loads(files["manifeste.json"])
    assert manifest["format"] == "coffre-export/1"
    assert manifest["export"] == str(export.uid)
    assert (manifest["personnage"], manifest["foyer"]) == (vault.persona, vault.household)
    assert set(manifest["fichiers"]) == set(files) - {"manifeste.json"}
    for name, entry in manifest["fichiers"].items():
        assert entry["sha256"] == sha256(files[name]).hexdigest() == export.digests[name]
        assert entry["lignes"] == export.counts[name]
    assert manifest["fichiers"]["energie-heure.csv"]["lignes"] == 8760
    assert manifest["fichiers"]["energie-heure.json"]["unite"] == "Wh"
    assert manifest["fichiers"]["eau-jour.json"]["pas"] == "jour"
    assert len(json.loads(files["energie-heure.json"])["points"]) == 8760


def test_the_departure_is_kept_and_journalled_and_its_copy_of_the_journal_tells_it():
    vault = a_vault()
    export, content = export_vault(vault=vault)

    assert VaultExport.objects.get() == export
    assert export.anchor == head(vault)
    last = JournalEntry.objects.of(vault).last()
    assert (last.content["action"], last.content["scope"]) == ("export", "tout")
    lines = files_of(content)["journal.jsonl"].decode().splitlines()
    assert json.loads(lines[-1])["digest"] == export.anchor["digest"]
    assert verify(vault, export.anchor)


def test_the_verifier_that_leaves_with_the_journal_holds_alone(tmp_path):
    _export, content = export_vault(vault=a_vault())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)

    command = [sys.executable, "-I", "verifier_journal.py", "journal.jsonl"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0


def test_the_series_of_two_exports_are_the_same_to_the_byte():
    vault = a_vault()
    first, second = (files_of(export_vault(vault=vault)[1]) for _time in range(2))

    for name in SERIES:
        assert first[f"{name}.csv"] == second[f"{name}.csv"]
        assert first[f"{name}.json"] == second[f"{name}.json"]
    assert first["manifeste.json"] != second["manifeste.json"]
    digests, counts = series_digests(vault)
    assert digests == {name: sha256(first[name]).hexdigest() for name in digests}
    assert len(counts) == 2 * len(SERIES)


def test_receipts_are_given_by_whoever_keeps_them(monkeypatch):
    monkeypatch.setattr(exporting, "_receipt_sources", [])
    vault = a_vault()

    @register_receipts
    def receipts(asked):
        return {"6f0c": {"receipt": {"record_id": "6f0c"}, "coffre": str(asked.uid)}}

    register_receipts(receipts)
    files = files_of(export_vault(vault=vault)[1])

    assert json.loads(files["recus/6f0c.json"]) == {"receipt": {"record_id": "6f0c"}, "coffre": str(vault.uid)}
    assert len([name for name in files if name.startswith("recus/")]) == 1


def test_values_that_were_brought_are_told_apart():
    vault = a_vault()
    write_values(vault=vault, domain="eau", values_by_day={JANUARY[0]: 77})

    files = files_of(export_vault(vault=vault)[1])
    water = json.loads(files["eau-jour.json"])
    assert water["points"][0] == ["2025-01-01", 77]
    assert water["origines"] == [["apporté", 1], ["simulé", 364]]
    assert "apporté" in water["mention"]
    assert files["eau-jour.csv"].decode().splitlines()[2] == "eau;L;jour;2025-01-01;77;apporté"


def test_an_erased_vault_exports_nothing():
    vault = a_vault()
    erase_vault(vault=vault)

    with pytest.raises(VaultErased):
        export_vault(vault=vault)


def test_a_chunk_that_was_altered_stops_the_export_and_is_journalled():
    vault = a_vault()
    chunk = Chunk.objects.filter(vault=vault, domain="eau").first()
    chunk.sealed = bytes(chunk.sealed)[:-1] + bytes([bytes(chunk.sealed)[-1] ^ 1])
    chunk.save()

    with pytest.raises(ChunkTampered):
        export_vault(vault=vault)
    assert JournalEntry.objects.of(vault).last().content["outcome"] == "bloc altéré"
    assert not VaultExport.objects.exists()


def test_a_text_that_a_spreadsheet_would_run_is_neutralised_in_the_csv_alone():
    from sandbox.vault.services import write_records

    vault = a_vault()
    trip = {
        "debut": "2025-01-02T08:00",
        "duree": 9,
        "mode": "=HYPERLINK(1)",
        "de_arret": None,
        "a_arret": None,
        "de_zone": 1,
        "a_zone": 2,
    }
    write_records(vault=vault, domain="mobilite", records_by_day={JANUARY[0].replace(day=2): [trip]})

    files = files_of(export_vault(vault=vault)[1])
    assert ";'=HYPERLINK(1);" in files["mobilite-trajet.csv"].decode()
    assert '"mode": "=HYPERLINK(1)"' in files["mobilite-trajet.json"].decode()
