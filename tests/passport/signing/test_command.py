"""The keys from a shell: what each act says, asks, changes and answers."""

import io

import pytest
from django.core.management import CommandError, call_command

from passport.signing import keystore
from passport.signing.models import KeyEvent, SigningKey
from passport.signing.rules import Kind, State
from passport.signing.services import active_key, draw_entry, ensure_keys, generate_key, signed_list
from tests.passport.signing.provider import Provider

pytestmark = pytest.mark.django_db


def run(*words):
    """What the command printed."""
    printed = io.StringIO()
    call_command("signing_keys", *words, stdout=printed, stderr=printed)
    return printed.getvalue()


def refused(*words):
    with pytest.raises(CommandError) as refusal:
        run(*words)
    return refusal.value


def everything():
    return (
        list(SigningKey.objects.order_by("pk").values()),
        KeyEvent.objects.count(),
        sorted(path.name for path in keystore.folder().iterdir()),
        signed_list(1).document,
    )


def test_the_first_keys_are_made_and_activated_from_the_shell():
    for kind in Kind:
        name = run("generate", kind, "--oui", "--note", "Mise en service").rpartition("\u00a0: ")[2].strip()
        run("activate", name, "--oui")

    assert SigningKey.objects.filter(state=State.ACTIVE).count() == 3
    assert "en ligne de commande" in KeyEvent.objects.first().who
    assert all(str(kind.label) in run("list") for kind in SigningKey.Kind)


@pytest.mark.parametrize("words", [("generate", "es256"), ("activate",), ("retire",), ("compromise",)])
def test_a_drill_says_what_would_be_touched_and_changes_nothing(words):
    ensure_keys()
    draw_entry()
    signed_list(1)
    pending = generate_key(kind=Kind.TOKEN)
    name = pending.name if words[0] == "activate" else active_key(Kind.TOKEN).name
    named = words if words[0] == "generate" else (*words, name)
    extra = ("--sans-attendre",) if words[0] == "activate" else ()
    before = everything()

    printed = run(*named, "--essai", *extra)

    assert everything() == before
    assert "rien n’a été changé" in printed
    assert ("listes d’état\u00a0: 1" in printed) is (words[0] in ("retire", "compromise"))


def test_nothing_is_done_without_a_confirmation(monkeypatch):
    ensure_keys()
    key = active_key(Kind.TOKEN)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    assert refused("compromise", key.name).returncode == 3
    key.refresh_from_db()
    assert key.state == State.ACTIVE


@pytest.mark.parametrize(("answer", "state"), [("o", State.COMPROMISED), ("n", State.ACTIVE), ("", State.ACTIVE)])
def test_the_answer_at_the_terminal_decides(monkeypatch, answer, state):
    ensure_keys()
    key = active_key(Kind.TOKEN)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: answer)

    if state is State.COMPROMISED:
        run("compromise", key.name)
    else:
        assert refused("compromise", key.name).returncode == 3

    key.refresh_from_db()
    assert key.state == state


def test_a_key_too_young_waits_unless_told_not_to():
    ensure_keys()
    pending = generate_key(kind=Kind.PROOF)

    assert "--sans-attendre" in str(refused("activate", pending.name, "--oui"))
    assert "Attention" in run("activate", pending.name, "--oui", "--sans-attendre")
    assert active_key(Kind.PROOF) == pending


def test_a_compromise_tells_the_key_that_replaces():
    ensure_keys()
    key = active_key(Kind.PROOF)

    printed = run("compromise", key.name, "--oui")

    assert active_key(Kind.PROOF).name in printed
    assert "cesse d’être valide" in printed


def test_an_unknown_key_is_refused_with_those_that_exist():
    ensure_keys()

    refusal = refused("retire", "es256-1999a", "--oui")

    assert refusal.returncode == 1
    assert active_key(Kind.TOKEN).name in str(refusal)


def test_an_act_that_the_state_forbids_is_refused():
    ensure_keys()

    assert refused("activate", active_key(Kind.TOKEN).name, "--oui").returncode == 1


def test_the_list_answers_by_its_code_when_a_use_has_no_key():
    generate_key(kind=Kind.TOKEN)

    refusal = refused("list")

    assert refusal.returncode == 2
    assert "seal" in str(refusal)


def test_the_list_says_which_private_key_is_missing():
    ensure_keys()
    keystore.discard(active_key(Kind.TOKEN).name)

    assert "clef privée introuvable" in run("list")


def test_a_bought_seal_enters_with_its_phrase_read_from_a_file(tmp_path):
    phrase = tmp_path / "phrase"
    phrase.write_text("secret du prestataire\n")
    file = Provider(tmp_path).p12("secret du prestataire")

    name = run("generate", "seal", "--cachet", str(file), "--phrase", str(phrase), "--oui").rpartition(" ")[2].strip()

    assert run("activate", name, "--oui")
    assert active_key(Kind.SEAL).name == name
    assert refused("generate", "seal", "--cachet", str(file), "--phrase", "absent", "--oui").returncode == 1
    assert "seal" in str(refused("generate", "es256", "--cachet", str(file), "--oui"))
