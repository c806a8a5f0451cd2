import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from time import process_time

import pytest
from django.db import connection, transaction

from sandbox.vault import verify_journal
from sandbox.vault.models import JournalEntry
from sandbox.vault.rules.journal import (
    GENESIS,
    HOLDER,
    Action,
    Actor,
    Line,
    canonical,
    commitment_to,
    digest_of,
    verify_lines,
)
from sandbox.vault.services import append, erase_line, export_journal, head, verify, verify_against
from tests.sandbox.vault.factories import SERVICE, a_vault

SCRIPT = Path(verify_journal.__file__)


def chain(contents, vault="coffre") -> list[Line]:
    """A journal that was honestly kept, or honestly forged."""
    lines, previous = [], GENESIS
    for seq, content in enumerate(contents, start=1):
        salt = f"{seq:032x}"
        commitment = commitment_to(salt, content)
        at = f"2026-01-{seq:02}T08:00:00.000000+00:00"
        digest = digest_of(vault=vault, seq=seq, at=at, previous=previous, commitment=commitment)
        lines.append(Line(vault, seq, at, previous, commitment, salt, content, digest))
        previous = digest
    return lines


def five_lines() -> list[Line]:
    return chain([{"action": "lecture", "count": number, "why": "é"} for number in range(5)])


def receipt(line: Line) -> dict:
    return {"seq": line.seq, "hash": line.digest}


def forget(line: Line) -> Line:
    return replace(line, salt="", content=None)


def written(lines, folder, name="journal.jsonl") -> Path:
    path = folder / name
    fields = ("version", "vault", "seq", "at", "previous", "commitment", "salt", "content", "digest")
    path.write_text("".join(json.dumps({field: getattr(line, field) for field in fields}) + "\n" for line in lines))
    return path


def receipt_file(anchor, folder, name="recu.json") -> Path:
    path = folder / name
    path.write_text(json.dumps({"receipt": {"record_id": "6f0c", "journal_anchor": anchor}, "event": []}))
    return path


def run_script(journal, *receipts):
    """As a citizen would: another interpreter, which knows nothing of us."""
    options = [part for path in receipts for part in ("--recu", str(path))]
    return subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), str(journal), *options],
        capture_output=True,
        encoding="utf-8",
        cwd=SCRIPT.anchor,
        check=False,
    )


def edited(lines):
    lines[2] = replace(lines[2], content={**lines[2].content, "count": 99})
    return lines


def edited_with_its_commitment(lines):
    content = {**lines[2].content, "count": 99}
    lines[2] = replace(lines[2], content=content, commitment=commitment_to(lines[2].salt, content))
    return lines


def backdated(lines):
    lines[2] = replace(lines[2], at="2020-01-01T00:00:00.000000+00:00")
    return lines


def without_the_middle(lines):
    del lines[2]
    return lines


def reordered(lines):
    lines[2], lines[3] = lines[3], lines[2]
    return lines


def doubled(lines):
    return lines[:3] + lines[2:]


def truncated(lines):
    return lines[:3]


def rewritten(_lines):
    return chain([{"action": "lecture", "count": number, "why": "rien à voir"} for number in range(5)])


def renumbered_after_a_deletion(lines):
    """The insider's best: delete a line, and chain the others again."""
    return chain([line.content for line in lines if line.seq != 3])


def content_blanked_but_not_its_salt(lines):
    lines[2] = replace(lines[2], content=None)
    return lines


TAMPERED = {
    edited: 3,
    edited_with_its_commitment: 3,
    backdated: 3,
    without_the_middle: 3,
    reordered: 3,
    doubled: 4,
    content_blanked_but_not_its_salt: 3,
}
ONLY_AN_ANCHOR_TELLS = {truncated: 5, rewritten: 5, renumbered_after_a_deletion: 5}
name = lambda part: getattr(part, "__name__", part)  # noqa: E731


def test_an_honest_journal_holds_with_and_without_its_receipts(tmp_path):
    lines = five_lines()

    assert verify_lines(lines)
    assert verify_lines(lines, [receipt(lines[1]), receipt(lines[4])]).anchors == 2

    journal = written(lines, tmp_path)
    receipts = [receipt_file(receipt(lines[n]), tmp_path, f"recu-{n}.json") for n in (1, 4)]
    alone, with_receipts = run_script(journal), run_script(journal, *receipts)
    assert alone.returncode == with_receipts.returncode == 0
    assert "Sans reçu" in alone.stdout
    assert "2 ancre(s)" in with_receipts.stdout


@pytest.mark.parametrize(("tamper", "line"), TAMPERED.items(), ids=name)
def test_the_chain_alone_tells_at_which_line_it_was_tampered_with(tamper, line, tmp_path):
    lines = tamper(five_lines())

    verdict = verify_lines(lines)
    told = run_script(written(lines, tmp_path))

    assert not verdict
    assert verdict.line == line
    assert verdict.message.startswith(f"Ligne {line}\u00a0:")
    assert told.returncode == 1
    assert f"Ligne {line}\u00a0:" in told.stdout


@pytest.mark.parametrize(("tamper", "line"), ONLY_AN_ANCHOR_TELLS.items(), ids=name)
def test_what_an_insider_rewrites_whole_is_told_by_a_receipt_alone(tamper, line, tmp_path):
    anchor = receipt(five_lines()[4])
    lines = tamper(five_lines())
    journal = written(lines, tmp_path)

    assert verify_lines(lines)
    assert run_script(journal).returncode == 0

    verdict = verify_lines(lines, [anchor])
    told = run_script(journal, receipt_file(anchor, tmp_path))
    assert not verdict
    assert verdict.line == line
    assert told.returncode == 1
    assert f"Ligne {line}\u00a0:" in told.stdout


def test_what_a_line_says_can_be_erased_and_the_chain_holds(tmp_path):
    lines = five_lines()
    lines[2] = forget(lines[2])

    verdict = verify_lines(lines, [receipt(lines[4])])
    told = run_script(written(lines, tmp_path), receipt_file(receipt(lines[4]), tmp_path))

    assert verdict
    assert verdict.erased == 1
    assert told.returncode == 0
    assert "dont 1 au contenu effacé" in told.stdout


def test_an_erased_line_still_cannot_be_moved_nor_replaced(tmp_path):
    lines = five_lines()
    lines[2] = replace(forget(lines[2]), commitment="0" * 64)

    assert verify_lines(lines).line == 3
    assert run_script(written(lines, tmp_path)).returncode == 1


@pytest.mark.parametrize(
    "text",
    ["not json\n", "[]\n", '{"seq": 1}\n', '{"seq": "1", "version": 1}\n'],
)
def test_a_file_that_is_no_journal_is_called_unreadable_rather_than_altered(text, tmp_path):
    journal = tmp_path / "journal.jsonl"
    journal.write_text(text)

    told = run_script(journal)

    assert told.returncode == 2
    assert "ligne 1" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_missing_file_and_a_receipt_without_anchor_are_called_unreadable(tmp_path):
    journal = written(five_lines(), tmp_path)
    empty = tmp_path / "vide.json"
    empty.write_text("{}")

    assert run_script(tmp_path / "absent.jsonl").returncode == 2
    assert run_script(journal, empty).returncode == 2


def test_a_journal_with_windows_line_ends_and_a_byte_order_mark_is_read(tmp_path):
    journal = written(five_lines(), tmp_path)
    journal.write_bytes(b"\xef\xbb\xbf" + journal.read_bytes().replace(b"\n", b"\r\n"))

    assert run_script(journal).returncode == 0


def test_the_script_imports_the_standard_library_alone():
    imported = {line.split()[1] for line in SCRIPT.read_text().splitlines() if line.startswith(("import ", "from "))}

    assert imported <= sys.stdlib_module_names


def test_lengths_keep_two_lists_of_fields_from_looking_alike():
    one = digest_of(vault="ab", seq=1, at="c", previous="d", commitment="e")
    other = digest_of(vault="a", seq=1, at="bc", previous="d", commitment="e")

    assert one != other


def test_the_same_content_is_written_one_way():
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical({"a": float("nan")})


@pytest.mark.django_db
def test_lines_follow_one_another_and_the_head_is_the_last():
    vault = a_vault()
    line = append(vault=vault, actor=SERVICE, action="refus", outcome="portée", scope="energie:heure", why="trop fin")

    assert line.seq == 2
    assert head(vault) == {"seq": 2, "digest": line.digest}
    assert verify(vault, head(vault))
    assert line.content["actor"] == {"kind": "service", "name": "Ma ville"}
    with pytest.raises(ValueError, match="espionnage"):
        append(vault=vault, actor=SERVICE, action="espionnage")


@pytest.mark.django_db
def test_what_the_database_kept_is_what_the_script_reads(tmp_path):
    vault = a_vault()
    for number in range(4):
        append(vault=vault, actor=HOLDER, action=Action.EXPORT, count=number, why="« à moi »")
    anchor = head(vault)
    erase_line(vault=vault, seq=3)
    journal = tmp_path / "journal.jsonl"
    journal.write_text(export_journal(vault))

    told = run_script(journal, receipt_file(anchor, tmp_path))

    assert told.returncode == 0, told.stdout + told.stderr
    assert verify(vault, anchor).erased == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [{"content": {"action": "rien"}}, {"digest": "0" * 64}, {"salt": "00"}, {"previous": "1" * 64}],
    ids=lambda change: next(iter(change)),
)
def test_a_line_changed_in_the_database_is_told(change):
    vault = a_vault()
    for _ in range(3):
        append(vault=vault, actor=SERVICE, action="lecture")
    JournalEntry.objects.of(vault).filter(seq=2).update(**change)

    assert verify(vault).line == 2


@pytest.mark.django_db
def test_a_receipt_of_another_vault_is_not_met():
    vault, other = a_vault(), a_vault()

    assert not verify(vault, head(other))
    assert verify_against(vault, [])


@pytest.mark.django_db
def test_a_transaction_that_fails_leaves_no_line_and_no_gap():
    vault = a_vault()

    def fails():
        with transaction.atomic():
            append(vault=vault, actor=SERVICE, action="lecture")
            raise RuntimeError("undone")

    with pytest.raises(RuntimeError):
        fails()
    assert append(vault=vault, actor=SERVICE, action="lecture").seq == 2


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_no_gap_and_no_double():
    vaults = [a_vault() for _ in range(2)]
    together = Barrier(12)

    def write(number):
        try:
            together.wait(timeout=30)
            for _ in range(10):
                with transaction.atomic():
                    append(vault=vaults[number % 2], actor=Actor("service", f"n° {number}"), action="lecture")
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(write, range(12)))

    for vault in vaults:
        assert list(JournalEntry.objects.of(vault).values_list("seq", flat=True)) == list(range(1, 62))
        assert verify(vault)


@pytest.mark.django_db
def test_a_thousand_lines_are_verified_within_a_tenth_of_a_second(django_assert_num_queries):
    vault = a_vault()
    JournalEntry.objects.of(vault).delete()
    content = {"action": "lecture", "scope": "energie:jour"}
    previous = GENESIS
    entries = []
    at = vault.created_at
    for seq in range(1, 1001):
        commitment = commitment_to("00", content)
        moment = at.isoformat(timespec="microseconds")
        digest = digest_of(vault=str(vault.uid), seq=seq, at=moment, previous=previous, commitment=commitment)
        entries.append(
            JournalEntry(
                vault=vault, seq=seq, at=at, previous=previous, commitment=commitment, salt="00", content=content,
                digest=digest,
            )
        )  # fmt: skip
        previous = digest
    JournalEntry.objects.bulk_create(entries)

    started = process_time()
    with django_assert_num_queries(1):
        assert verify(vault)
    assert process_time() - started < 0.2
