import io
import json
from hashlib import sha256

import pytest

from cms.foundation.formats import ImportRefused
from sandbox.vault.models import Vault, VaultImport
from sandbox.vault.rules.formats.archive import read_archive
from sandbox.vault.rules.formats.arrival import LIMITS
from sandbox.vault.services import erase_vault, exporting, head, inventory, vault_of, write_values
from sandbox.vault.services.exporting import export_vault
from sandbox.vault.services.importing import AlreadyImported, FileTooBig, VaultAlreadyOpen, import_vault
from tests.cms.accounts.factories import UserFactory
from tests.sandbox.vault import samples
from tests.sandbox.vault.factories import JANUARY, a_vault

pytestmark = pytest.mark.django_db


def series(content: bytes) -> dict[str, bytes]:
    others = ("manifeste.json", "LISEZMOI.txt", "journal.jsonl", "verifier_journal.py")
    return {name: file for name, file in read_archive(content, LIMITS).items() if name not in others}


def arriving(content: bytes, learner=None) -> VaultImport:
    return import_vault(learner=learner or UserFactory(), file=io.BytesIO(content))


def refusal(content: bytes) -> list[str]:
    with pytest.raises(ImportRefused) as refused:
        arriving(content)
    assert not VaultImport.objects.exists()
    assert Vault.objects.count() == 1
    return [str(fault) for fault in refused.value.faults]


def changed(content: bytes, name: str, new: bytes | None, *, announced: bool = True) -> bytes:
    """The export with one file changed, and the manifest made to agree unless told otherwise."""
    manifest = json.loads(read_archive(content, LIMITS)["manifeste.json"])
    if announced and new is not None:
        manifest["fichiers"][name] = {"sha256": sha256(new).hexdigest(), "lignes": 1}
    if announced and new is None:
        del manifest["fichiers"][name]
    return samples.rezipped(content, {name: new, "manifeste.json": json.dumps(manifest).encode()})


def test_what_arrives_is_what_left_and_leaves_again_the_same_to_the_byte():
    left = a_vault()
    write_values(vault=left, domain="eau", values_by_day={JANUARY[0]: 77, JANUARY[1]: None})
    write_values(vault=left, domain="energie", values_by_day={JANUARY[0]: [None, 1.234, *range(22)]})
    export, content = export_vault(vault=left)
    arrival = arriving(content)

    vault = arrival.vault
    assert (vault.persona, vault.household, vault.holds_own_data) == (left.persona, left.household, True)
    assert arrival.export_uid == export.uid
    assert arrival.digests == {name: export.digests[name] for name in arrival.digests}
    assert len(arrival.digests) == 10
    _again, back = export_vault(vault=vault)
    assert series(back) == series(content)
    assert [(held.domain, held.count) for held in inventory(vault)] == [
        (held.domain, held.count) for held in inventory(left)
    ]


def test_a_journal_starts_anew_and_tells_where_the_vault_came_from():
    left = a_vault()
    export, content = export_vault(vault=left)
    vault = arriving(content).vault

    assert head(vault)["seq"] == 1
    line = vault.journal.get()
    assert (line.content["action"], line.content["why"]) == ("import", f"export {export.uid}")


def test_receipts_travel_as_papers_and_consents_do_not(monkeypatch):
    monkeypatch.setattr(exporting, "_receipt_sources", [lambda _vault: {"r1": {"state": "given"}}])
    content = export_vault(vault=a_vault())[1]
    monkeypatch.setattr(exporting, "_receipt_sources", [])
    vault = arriving(content).vault

    assert "recus/r1.json" in series(content)
    assert "recus/r1.json" not in series(export_vault(vault=vault)[1])


def test_a_vault_that_is_open_is_not_written_over():
    left = a_vault()
    content = export_vault(vault=left)[1]

    with pytest.raises(VaultAlreadyOpen):
        arriving(content, left.holder)


def test_an_export_is_imported_once_except_by_someone_who_erased_and_comes_back():
    left = a_vault()
    content = export_vault(vault=left)[1]
    erase_vault(vault=left)

    first = arriving(content, left.holder)
    with pytest.raises(AlreadyImported):
        arriving(content)
    erase_vault(vault=first.vault)
    assert arriving(content, left.holder).vault == vault_of(left.holder)


def test_a_file_that_changed_since_the_export_is_refused():
    content = export_vault(vault=a_vault())[1]
    altered = series(content)["eau-jour.json"].replace(b'"2025-01-01", ', b'"2025-01-01", 1')

    assert "empreinte" in refusal(changed(content, "eau-jour.json", altered, announced=False))[0]


def test_a_csv_and_a_json_that_disagree_are_refused():
    content = export_vault(vault=a_vault())[1]
    altered = series(content)["eau-jour.csv"].replace(b"2025-01-01;", b"2025-01-01;1")

    assert "ne disent pas la même chose" in refusal(changed(content, "eau-jour.csv", altered))[0]


def test_a_number_of_rows_that_is_not_the_one_announced_is_refused():
    content = export_vault(vault=a_vault())[1]

    assert "nombre de lignes" in refusal(changed(content, "eau-jour.csv", series(content)["eau-jour.csv"]))[0]


def test_a_file_missing_added_or_unknown_is_refused():
    content = export_vault(vault=a_vault())[1]

    assert "n’est pas dans l’archive" in refusal(changed(content, "eau-jour.csv", None, announced=False))[0]
    assert "deux fois" in refusal(changed(content, "eau-jour.csv", None))[0]
    assert "pas annoncé" in refusal(changed(content, "bonus.json", b"{}", announced=False))[0]
    assert "cette série" in refusal(changed(content, "bonus.json", b"{}"))[0]
    assert "manifeste" in refusal(samples.rezipped(content, {"manifeste.json": None}))[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"points": [', b'"points": [\n["2025-01-01", NaN],'),
        (b'"points": [', b'"points": [\n["2025-01-01", 1e400],'),
        (b'"points": [', b'"points": [\n["2025-01-01", -4],'),
        (b'"points": [', b'"points": [\n["hier", 4],'),
        (b'["2025-01-01", ', b'["2025-01-02", '),
        (b'"origines"', b'"origine"'),
        (b'"origines": [', b'"origines": [["x", 1], '),
        (b"{", b"[" * 100_000),
    ],
)
def test_values_that_cannot_be_are_refused(before, after):
    content = export_vault(vault=a_vault())[1]
    original = series(content)["eau-jour.json"]
    altered = original.replace(before, after, 1)
    assert altered != original

    faults = refusal(changed(content, "eau-jour.json", altered))
    assert faults[0].startswith("eau-jour.json")
    assert "nombre de lignes" not in faults[0]


@pytest.mark.parametrize(
    "change",
    [
        {"format": "coffre-export/2"},
        {"export": "1"},
        {"foyer": -1},
        {"foyer": 2000},
        {"personnage": "inconnu"},
        {"fichiers": []},
        {"fichiers": {"a": 1}},
    ],
)
def test_a_manifest_that_is_wrong_is_refused(change):
    content = export_vault(vault=a_vault())[1]
    manifest = json.loads(read_archive(content, LIMITS)["manifeste.json"]) | change

    assert refusal(samples.rezipped(content, {"manifeste.json": json.dumps(manifest).encode()}))


@pytest.mark.parametrize("content", [b"", b"x", samples.zipped_link(), samples.zipped({"../manifeste.json": b"{}"})])
def test_what_is_no_export_is_refused(content):
    a_vault()
    assert refusal(content)


def test_a_file_too_big_is_refused():
    with pytest.raises(FileTooBig):
        arriving(bytes(5 * 1024 * 1024 + 1))
