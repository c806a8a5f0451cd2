"""The life of a key, and what verifies after each act."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from passport.signing import keystore
from passport.signing.errors import ActRefused, KeyUnreadable, NoActiveKey, TooSoon
from passport.signing.models import KeyEvent, NeverUndone, SigningKey
from passport.signing.rules import BECOMES, Act, Kind, State
from passport.signing.services import (
    activate_key,
    active_key,
    compromise_key,
    draw_entry,
    ensure_keys,
    generate_key,
    published_did,
    published_jwks,
    register_uses,
    retire_key,
    sign_credential,
    signed_list,
)
from passport.signing.services.describing import _uses, describe_change, describe_generation
from passport.signing.signals import key_compromised
from tests.cms.accounts.factories import UserFactory
from tests.passport.signing.documents import a_credential, still_verifies, verify

pytestmark = pytest.mark.django_db


def rotate(kind):
    new = generate_key(kind=kind)
    activate_key(key=new, without_waiting=True)
    return new


def names_that_assert():
    return {url.partition("#")[2] for url in published_did()["assertionMethod"]}


def names_in_the_key_set():
    return {key["kid"].partition("#")[2] for key in published_jwks()["keys"]}


def test_a_laptop_makes_the_keys_it_needs_once():
    ensure_keys()
    names = set(SigningKey.objects.values_list("name", flat=True))
    ensure_keys()

    assert {key.kind for key in SigningKey.objects.filter(state=State.ACTIVE)} == set(Kind)
    assert set(SigningKey.objects.values_list("name", flat=True)) == names


def test_production_makes_none_and_says_what_to_do(settings):
    settings.PRODUCTION = True

    with pytest.raises(NoActiveKey, match="signing_keys generate"):
        ensure_keys()
    with pytest.raises(NoActiveKey):
        sign_credential(a_credential())
    assert not SigningKey.objects.exists()


def test_both_forms_verify_with_the_keys_that_are_published():
    document = a_credential()

    assert verify(sign_credential(document)) == document


def test_a_pending_key_is_published_and_signs_nothing():
    ensure_keys()
    pending = generate_key(kind=Kind.TOKEN)

    assert pending.name in names_that_assert() & names_in_the_key_set()
    assert sign_credential(a_credential()).token_key != pending


def test_a_key_must_be_published_for_a_day_before_it_replaces_another():
    ensure_keys()
    pending = generate_key(kind=Kind.PROOF)

    with pytest.raises(TooSoon, match="vingt-quatre heures"):
        activate_key(key=pending)
    assert active_key(Kind.PROOF) != pending

    SigningKey.objects.filter(pk=pending.pk).update(created_at=timezone.now() - timedelta(hours=25))
    activate_key(key=pending)
    assert active_key(Kind.PROOF) == pending


def test_the_first_key_of_its_kind_is_active_at_once():
    first = generate_key(kind=Kind.PROOF)

    activate_key(key=first)

    assert active_key(Kind.PROOF) == first


@pytest.mark.parametrize("kind", [Kind.PROOF, Kind.TOKEN])
def test_what_a_retired_key_signed_still_verifies(kind):
    before = sign_credential(a_credential())
    old = active_key(kind)

    rotate(kind)

    after = sign_credential(a_credential())
    old.refresh_from_db()
    assert old.state == State.RETIRED
    assert old not in (after.proof_key, after.token_key)
    assert still_verifies(before)
    assert still_verifies(after)
    assert old.name in names_that_assert()


@pytest.mark.parametrize("kind", [Kind.PROOF, Kind.TOKEN])
def test_what_a_compromised_key_signed_verifies_no_more_whatever_its_date(kind):
    before = sign_credential(a_credential())
    old = active_key(kind)

    successor = compromise_key(key=old)

    assert not still_verifies(before)
    assert old.name not in names_that_assert() | names_in_the_key_set()
    assert old.name in str(published_did()["verificationMethod"]), "published still, as what may assert nothing"
    after = sign_credential(a_credential())
    assert successor in (after.proof_key, after.token_key)
    assert still_verifies(after)


def test_a_compromise_holds_though_no_other_key_can_be_made(settings, caplog):
    before = sign_credential(a_credential())
    old = active_key(Kind.PROOF)
    settings.PRODUCTION, settings.SIGNING_KEY_PASSPHRASE = True, ""

    assert compromise_key(key=old) is None

    old.refresh_from_db()
    assert old.state == State.COMPROMISED
    assert not still_verifies(before)
    assert not SigningKey.objects.active(Kind.PROOF).exists()
    assert f"no key could take the place of {old.name}: PassphraseMissing" in caplog.text


def test_a_key_compromised_after_it_was_retired_takes_nothing_else_with_it():
    before = sign_credential(a_credential())
    old = active_key(Kind.PROOF)
    new = rotate(Kind.PROOF)
    between = sign_credential(a_credential())

    assert compromise_key(key=old) == new

    assert not still_verifies(before)
    assert still_verifies(between)


def test_a_compromise_signs_the_lists_anew_and_is_told_after_the_commit(django_capture_on_commit_callbacks):
    draw_entry()
    old = signed_list(1).proof_key
    told = []
    key_compromised.connect(listener := lambda key, **kwargs: told.append(key), weak=False)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            compromise_key(key=old)
            assert told == []
    finally:
        key_compromised.disconnect(listener)

    assert told == [old]
    renewed = signed_list(1)
    assert renewed.proof_key == active_key(Kind.PROOF)
    assert still_verifies(renewed)


def test_nothing_stops_a_compromise_not_even_lists_that_cannot_be_signed(settings):
    draw_entry()
    old = signed_list(1).proof_key
    retire_key(key=old)
    settings.PRODUCTION = True

    assert compromise_key(key=old) is None

    with pytest.raises(NoActiveKey):
        signed_list(1)


@pytest.mark.parametrize("act", [activate_key, retire_key, compromise_key])
def test_a_compromised_key_never_comes_back(act):
    key = generate_key(kind=Kind.PROOF)
    compromise_key(key=key)

    with pytest.raises(ActRefused, match="compromise"):
        act(key=key)
    with pytest.raises(IntegrityError), transaction.atomic():
        SigningKey.objects.filter(pk=key.pk).update(state=State.PENDING)


def test_the_database_holds_one_active_key_of_a_kind():
    ensure_keys()
    other = generate_key(kind=Kind.TOKEN)

    with pytest.raises(IntegrityError), transaction.atomic():
        SigningKey.objects.filter(pk=other.pk).update(state=State.ACTIVE)


def test_a_key_that_cannot_be_read_is_not_activated():
    ensure_keys()
    in_service = active_key(Kind.TOKEN)
    lost = generate_key(kind=Kind.TOKEN)
    keystore.discard(lost.name)

    with pytest.raises(KeyUnreadable):
        activate_key(key=lost, without_waiting=True)
    assert active_key(Kind.TOKEN) == in_service


def test_rs256_can_be_chosen_for_tokens(settings):
    settings.SIGNING_TOKEN_ALGORITHM = "RS256"

    signed = sign_credential(a_credential())

    assert signed.token_key.name.startswith("rs256-")
    assert published_jwks()["keys"][0]["alg"] == "RS256"
    assert still_verifies(signed)


def test_each_act_is_told_with_its_author_and_cannot_be_rewritten():
    author = UserFactory(name="Nadia Belkacem")
    key = generate_key(kind=Kind.PROOF, by=author, note="Rotation annuelle")
    activate_key(key=key, who="root, en ligne de commande")
    retire_key(key=key, by=author)

    events = list(KeyEvent.objects.order_by("pk"))
    assert [(event.act, event.who) for event in events] == [
        (Act.GENERATE, "Nadia Belkacem"),
        (Act.ACTIVATE, "root, en ligne de commande"),
        (Act.RETIRE, "Nadia Belkacem"),
    ]
    assert events[0].note == "Rotation annuelle"
    for rewriting in (
        events[0].save,
        events[0].delete,
        KeyEvent.objects.all().delete,
        lambda: KeyEvent.objects.update(note="Autre"),
    ):
        with pytest.raises(NeverUndone):
            rewriting()


def state_of_everything():
    files = sorted(path.name for path in keystore.folder().iterdir())
    tables = [list(SigningKey.objects.order_by("pk").values()), list(KeyEvent.objects.order_by("pk").values())]
    return files, tables, signed_list(1).document


def test_describing_an_act_changes_nothing_and_counts_what_it_touches():
    draw_entry()
    signed_list(1)
    key, pending = active_key(Kind.PROOF), generate_key(kind=Kind.PROOF)
    before = state_of_everything()
    register_uses(count := lambda key: {"titres": 12})
    try:
        changes = [describe_change(each, act) for each in (key, pending) for act in list(BECOMES)[1:]]
        changes.append(describe_generation(Kind.SEAL))
    finally:
        _uses.remove(count)

    assert state_of_everything() == before
    compromise = next(each for each in changes if each.act is Act.COMPROMISE)
    assert compromise.touched == {"listes d’état": 1, "titres": 12}
    assert any("13 documents" in sentence for sentence in compromise.consequences)
    activations = {each.key: each for each in changes if each.act is Act.ACTIVATE}
    assert "est active" in activations[key].refusal
    assert not activations[key].is_allowed
    assert activations[pending].is_allowed
    assert activations[pending].wait


def test_retiring_the_active_key_says_that_nothing_replaces_it():
    ensure_keys()

    change = describe_change(active_key(Kind.TOKEN), Act.RETIRE)

    assert any("rien ne la remplace" in sentence for sentence in change.consequences)
