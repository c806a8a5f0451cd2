"""What the auditor never does: run, follow, wait, fill the memory, or tell what it found."""

import gzip
import json
import os
import pickle
import zlib
from dataclasses import asdict
from pathlib import Path

import pytest

from sandbox.labs.rules.auditor import CLEAR, FOUND, PARTIAL, Report, audit
from sandbox.labs.rules.canaries import Canaries
from sandbox.labs.rules.peeling import layers
from tests.sandbox.labs.auditor.hiding import write
from tests.sandbox.labs.auditor.households import Reading, as_json


def test_bytes_that_only_look_like_a_pickle_are_read_without_a_warning() -> None:
    escape_that_is_none = rb"\Y"

    [(name, listed)] = layers(b"\x80\x04S'" + escape_that_is_none + b"'\n.")

    assert (name, escape_that_is_none in listed) == ("pickle", True)


def test_a_pickle_is_never_run(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    proof = tmp_path / "run"

    class Trap:
        def __reduce__(self) -> tuple:
            return os.mkdir, (str(proof),)

    (tmp_path / "cache").mkdir()
    write(tmp_path / "cache" / "a.djcache", zlib.compress(pickle.dumps([Trap(), mine[0]["energie:mois"]])))

    report = audit(tmp_path, mine[1])

    assert report.verdict == FOUND
    assert report.found[0].kind == "cache"
    assert not proof.exists()


def test_links_and_pipes_are_left_alone(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    write(outside / "a.json", as_json(mine[0]))
    (inside / "link").symlink_to(outside / "a.json")
    (inside / "folder").symlink_to(outside)
    os.mkfifo(inside / "pipe")

    report = audit(inside, mine[1])

    assert (report.verdict, report.files) == (CLEAR, 0)


def test_a_large_file_is_cut_and_the_report_says_so(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    write(tmp_path / "small.txt", b"nothing here")
    write(tmp_path / "large.bin", b"x" * 200_000)

    report = audit(tmp_path, mine[1], most_bytes=100_000)

    assert (report.verdict, report.cut) == (PARTIAL, "octets")
    assert {store.location: store.verdict for store in report.stores} == {"small.txt": CLEAR, "large.bin": PARTIAL}


def test_time_runs_out_whatever_the_machine(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    ticks = iter(range(10_000))
    for number in range(30):
        write(tmp_path / f"{number:02}.txt", b"x%d" % number)

    report = audit(tmp_path, mine[1], clock=lambda: float(next(ticks)), most_seconds=10)

    assert (report.verdict, report.cut) == (PARTIAL, "durée")
    assert 0 < report.files < 30


def test_a_file_that_time_left_unread_is_never_said_clear(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    write(tmp_path / "a.json", as_json(mine[0]))
    write(tmp_path / "b.txt", b"x" * 100_000)

    report = audit(tmp_path, mine[1], most_seconds=-1)

    assert {store.location: store.verdict for store in report.stores} == {"a.json": PARTIAL, "b.txt": PARTIAL}


def test_time_that_runs_out_inside_a_file_leaves_it_in_part(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    ticks = iter([0.0, 0.0, 99.0, 99.0, 99.0])
    write(tmp_path / "a.json", as_json(mine[0]))

    report = audit(tmp_path, mine[1], clock=lambda: next(ticks), most_seconds=10)

    assert [store.verdict for store in report.stores] == [PARTIAL]


@pytest.mark.parametrize(("failure", "verdict"), [(PermissionError, PARTIAL), (FileNotFoundError, CLEAR)])
def test_a_closed_file_makes_the_audit_incomplete_and_one_that_is_gone_does_not(
    tmp_path: Path, mine: tuple[Reading, Canaries], monkeypatch: pytest.MonkeyPatch, failure: type, verdict: str
) -> None:
    def fail(path: Path) -> bytes:
        raise failure

    write(tmp_path / "a.json", as_json(mine[0]))
    monkeypatch.setattr(Path, "read_bytes", fail)

    assert audit(tmp_path, mine[1]).verdict == verdict


def test_a_bomb_is_stopped_by_the_cap_on_bytes(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    write(tmp_path / "bomb.gz", gzip.compress(b"0" * 20_000_000))

    report = audit(tmp_path, mine[1], most_bytes=1_000_000)

    assert report.bytes_read <= 1_000_000
    assert [store.verdict for store in report.stores] == [PARTIAL]
    assert report.cut == "octets"


def test_the_report_says_where_how_and_how_old_but_never_what(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    (tmp_path / "journaux").mkdir()
    write(tmp_path / "journaux" / "technique.log", as_json(mine[0]))
    os.utime(tmp_path / "journaux" / "technique.log", (1000, 1000))

    report = audit(tmp_path, mine[1], now=1090.0)

    (store,) = report.found
    assert (store.location, store.kind, store.age) == ("journaux/technique.log", "journal", 90.0)
    assert "texte" in store.shapes
    told = repr(report) + json.dumps(asdict(report)) + repr(mine[1])
    assert mine[1].label not in told
    assert mine[1].delivery_point not in told
    assert not any(str(number) in told or str(number / 1000) in told for number in mine[1].numbers)


def test_an_empty_directory_is_clear(tmp_path: Path, mine: tuple[Reading, Canaries]) -> None:
    report = audit(tmp_path, mine[1])

    assert report == Report((), CLEAR, 0, 0, report.seconds)
