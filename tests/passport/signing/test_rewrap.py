"""The passphrase of the keystore, changed: all files or none, and a crash loses no key and no trace."""

import fcntl
import io
import logging
import os
import signal
import stat
import subprocess
import sys
import traceback

import pytest
from cryptography.hazmat.primitives import serialization
from django.conf import settings as project_settings
from django.core.management import CommandError, call_command

from passport.signing import keystore
from passport.signing.models import KeyEvent, SigningKey
from passport.signing.rules import Act, Kind
from passport.signing.services import active_key, ensure_keys, generate_key, sign_credential
from tests.passport.signing.documents import a_credential, still_verifies

pytestmark = pytest.mark.django_db

OLD = "la phrase de l’an dernier 5520173946"
NEW = "celle de cette année 8846203157"
WRONG = "une phrase fausse 1029384756"


@pytest.fixture(autouse=True)
def passphrases(settings):
    """Four files: a key of each kind, and the root of the seals."""
    settings.PRODUCTION = False
    settings.SIGNING_KEY_PASSPHRASE, settings.SIGNING_KEY_NEW_PASSPHRASE = OLD, NEW
    ensure_keys()


def run(*words):
    printed = io.StringIO()
    call_command("signing_keys", "rewrap", *words, stdout=printed, stderr=printed)
    return printed.getvalue()


def refused(*words):
    with pytest.raises(CommandError) as refusal:
        run(*words)
    return refusal.value


def opens(name, phrase):
    try:
        return bool(serialization.load_pem_private_key(keystore.path_of(name).read_bytes(), phrase.encode()))
    except ValueError:
        return False


def opened_by(phrase):
    return [name for name in keystore.names() if opens(name, phrase)]


def files():
    return {path.name: path.read_bytes() for path in keystore.folder().iterdir()}


def unfinished():
    return [path.name for path in keystore.folder().iterdir() if path.name.startswith(".")]


def rewraps():
    return sorted(KeyEvent.objects.filter(act=Act.REWRAP).values_list("key__name", flat=True))


def test_every_file_opens_with_the_new_passphrase_alone_and_signs_as_before(settings):
    signed = sign_credential(a_credential())
    names = keystore.names()

    printed = run("--oui", "--note", "Départ de l’administrateur")

    assert len(names) == 4
    assert opened_by(NEW) == names
    assert opened_by(OLD) == []
    assert all(name in printed for name in names)
    assert "SIGNING_KEY_PASSPHRASE" in printed, "what to do next"

    settings.SIGNING_KEY_PASSPHRASE, settings.SIGNING_KEY_NEW_PASSPHRASE = NEW, ""
    keystore.forget()
    assert still_verifies(signed)
    assert still_verifies(sign_credential(a_credential()))
    assert not generate_key(kind=Kind.SEAL).activated_at, "the root still issues"


def test_the_list_says_which_keys_the_passphrase_in_use_does_not_open(settings):
    def listed():
        printed = io.StringIO()
        call_command("signing_keys", "list", stdout=printed)
        return printed.getvalue().count("ne s’ouvre pas")

    run("--oui")
    keystore.forget()
    before = listed()
    settings.SIGNING_KEY_PASSPHRASE = NEW

    assert (before, listed()) == (3, 0)


def test_the_journal_tells_each_key_who_and_why():
    run("--oui", "--note", "Départ de l’administrateur")

    events = KeyEvent.objects.filter(act=Act.REWRAP)
    assert rewraps() == sorted(SigningKey.objects.values_list("name", flat=True))
    assert {event.note for event in events} == {"Départ de l’administrateur"}
    assert all("en ligne de commande" in event.who for event in events)
    assert {event.get_act_display() for event in events} == {"Changement de phrase"}


def test_a_drill_names_the_keys_and_changes_nothing():
    before = files()

    printed = run("--essai")

    assert all(name in printed for name in keystore.names())
    assert "rien n’a été changé" in printed
    assert files() == before
    assert rewraps() == []


def test_nothing_is_done_without_a_confirmation(monkeypatch):
    before = files()
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    assert refused().returncode == 3
    assert files() == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (WRONG, NEW, "ne s’ouvre pas"),
        (OLD, "", "SIGNING_KEY_NEW_PASSPHRASE"),
        (OLD, OLD, "la même"),
    ],
    ids=["a wrong one", "no new one", "the same"],
)
@pytest.mark.parametrize("words", [("--essai",), ("--oui",)])
def test_a_passphrase_that_is_wrong_missing_or_the_same_changes_nothing(old, new, told, words, settings):
    before = files()
    settings.SIGNING_KEY_PASSPHRASE, settings.SIGNING_KEY_NEW_PASSPHRASE = old, new

    refusal = refused(*words)

    assert refusal.returncode == 1
    assert told in str(refusal)
    assert files() == before
    assert rewraps() == []


def test_one_file_that_opens_with_neither_stops_all():
    odd = keystore.path_of("es256-1999a")
    odd.write_bytes(keystore.path_of(active_key(Kind.TOKEN).name).read_bytes()[:-60])
    before = files()

    assert "es256-1999a" in str(refused("--oui"))
    assert files() == before


def test_keys_of_the_environment_are_named_and_left_alone(monkeypatch):
    name = active_key(Kind.TOKEN).name
    text = keystore.path_of(name).read_text()
    monkeypatch.setenv(keystore.variable_of(name), text)
    keystore.path_of(name).unlink()

    printed = run("--oui")

    assert keystore.variable_of(name) in printed
    assert os.environ[keystore.variable_of(name)] == text
    assert name not in keystore.names()
    assert name not in rewraps()
    assert len(opened_by(NEW)) == 3


def test_files_stay_closed_to_others_and_belong_to_who_owned_them():
    for name in keystore.names():
        if os.geteuid() == 0:
            os.chown(keystore.path_of(name), 4321, 4321)

    run("--oui")

    for path in keystore.folder().glob("*.pem"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.stat().st_uid == (4321 if os.geteuid() == 0 else os.geteuid())
    assert unfinished() == []


@pytest.mark.parametrize(
    ("call", "successes", "changed"),
    [("fsync", 1, 0), ("replace", 0, 0), ("replace", 1, 1), ("replace", 2, 2), ("replace", 3, 3), ("replace", 4, 4)],
)
def test_killed_in_the_middle_no_key_is_lost_and_running_again_finishes(call, successes, changed):
    names = keystore.names()

    died = subprocess.run(
        [sys.executable, "-m", "tests.passport.signing.rewrapping_killed", call, str(successes)],
        env={
            **os.environ,
            "SIGNING_KEY_DIR": str(keystore.folder()),
            "SIGNING_KEY_PASSPHRASE": OLD,
            "SIGNING_KEY_NEW_PASSPHRASE": NEW,
        },
        cwd=project_settings.BASE_DIR,
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    assert died.stderr + died.stdout == b""
    assert len(opened_by(NEW)) == changed
    assert sorted([*opened_by(OLD), *opened_by(NEW)]) == names

    run("--oui")

    assert opened_by(NEW) == names
    assert unfinished() == []


def test_a_renaming_that_fails_half_way_is_told_and_finished_by_the_next_run(monkeypatch):
    genuine, calls = os.replace, []

    def fail_once(*args, **kwargs):
        calls.append(args)
        if len(calls) == 3:
            raise PermissionError("…")
        return genuine(*args, **kwargs)

    monkeypatch.setattr(os, "replace", fail_once)
    refusal = refused("--oui")
    told = rewraps()
    half = opened_by(NEW)
    run("--oui")

    assert "relancez" in str(refusal)
    assert len(half) == 2
    assert set(half) - {"racine"} <= set(told), "nothing was done that the journal does not tell"
    assert opened_by(NEW) == keystore.names()


def test_a_folder_that_cannot_be_written_changes_nothing(monkeypatch):
    before = files()

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    assert "rien n’a été changé" in str(refused("--oui"))
    assert files() == before
    assert rewraps() == []


def test_a_journal_that_cannot_be_written_changes_nothing(monkeypatch):
    before = files()

    def refuse(*_args, **_kwargs):
        raise RuntimeError("no journal")

    monkeypatch.setattr(KeyEvent.objects, "create", refuse)
    with pytest.raises(RuntimeError):
        run("--oui")

    assert files() == before


def test_one_change_is_made_at_a_time():
    with keystore.rewrapping() as names:
        assert len(names) == 4
        another = os.open(keystore.folder(), os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(another, fcntl.LOCK_EX | fcntl.LOCK_NB)

    fcntl.flock(another, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(another)


def test_running_again_says_that_nothing_is_left_to_do():
    run("--oui")
    before, told = files(), rewraps()

    printed = run("--oui")

    assert "Rien à changer" in printed
    assert files() == before
    assert rewraps() == told


@pytest.mark.parametrize("failure", [None, "replace", "fsync", "wrong"])
def test_no_passphrase_is_printed_logged_or_in_a_traceback(failure, monkeypatch, caplog, settings):
    caplog.set_level(logging.DEBUG)
    shown = ""
    if failure == "wrong":
        settings.SIGNING_KEY_PASSPHRASE = WRONG
    if failure in ("replace", "fsync"):
        monkeypatch.setattr(os, failure, fail)
    try:
        shown += run("--oui")
    except CommandError as refusal:
        trace = traceback.TracebackException.from_exception(refusal, capture_locals=True)
        shown += "".join(trace.format()) + repr(refusal.__context__)
    shown += caplog.text + str(list(KeyEvent.objects.values()))

    assert bool(failure) == ("CommandError" in shown)
    assert not [phrase for phrase in (OLD, NEW, WRONG) if phrase in shown]
    assert "PRIVATE KEY" not in shown


def fail(*_args, **_kwargs):
    raise OSError("…")


def test_the_command_line_takes_no_passphrase():
    before = files()

    with pytest.raises(CommandError):
        run("--oui", "--nouvelle-phrase", NEW)

    assert files() == before
