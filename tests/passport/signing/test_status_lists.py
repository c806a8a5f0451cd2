"""Places in a list, and what everybody reads of it."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from passport.proofs.bitstring import decode, is_set
from passport.signing.models import NeverUndone, SigningKey, StatusEntry, StatusList
from passport.signing.rules import Kind
from passport.signing.services import (
    activate_key,
    active_key,
    credential_status,
    draw_entry,
    generate_key,
    last_list,
    retire_key,
    revoke_entry,
    sign_credential,
    signed_list,
)
from passport.signing.services import lists as lists_module
from tests.passport.signing.documents import a_credential, verify

THREADS = 20


def subject_of(text):
    return json.loads(text)["credentialSubject"]


def is_revoked(text, entry):
    return is_set(decode(subject_of(text)["encodedList"]), entry.index)


@pytest.mark.django_db
def test_places_are_drawn_at_random_and_never_twice():
    entries = [draw_entry() for _n in range(40)]
    indexes = [entry.index for entry in entries]

    assert len(set(indexes)) == 40
    assert indexes != sorted(indexes)
    assert max(indexes) < entries[0].list.size == 131_072
    assert {entry.list.number for entry in entries} == {1}


@pytest.mark.django_db
def test_a_place_that_is_taken_is_drawn_again(monkeypatch):
    drawn = iter([7, 7, 7, 8])
    monkeypatch.setattr(lists_module.secrets, "randbelow", lambda size: next(drawn))

    assert [draw_entry().index, draw_entry().index] == [7, 8]


@pytest.mark.django_db
def test_the_next_list_is_opened_when_the_last_is_half_full():
    first = StatusList.objects.create(number=1)
    StatusEntry.objects.bulk_create(StatusEntry(list=first, index=index) for index in range(first.size // 2 - 1))

    assert draw_entry().list.number == 1
    assert draw_entry().list.number == 2
    assert draw_entry().list.number == 2


@pytest.mark.django_db
def test_the_database_refuses_to_use_a_place_twice():
    entry = draw_entry()

    with pytest.raises(IntegrityError), transaction.atomic():
        StatusEntry.objects.create(list=entry.list, index=entry.index)


@pytest.mark.django_db
def test_a_place_drawn_in_a_transaction_that_fails_is_free_again():
    with transaction.atomic():
        draw_entry()
        transaction.set_rollback(True)

    assert not StatusEntry.objects.exists()


@pytest.mark.django_db
def test_a_credential_says_where_its_status_is():
    entry = draw_entry()
    document = a_credential(entry)

    assert verify(sign_credential(document))["credentialStatus"] == {
        "id": f"http://testserver/statuts/1#{entry.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(entry.index),
        "statusListCredential": "http://testserver/statuts/1",
    }


@pytest.mark.django_db
def test_the_list_is_a_credential_of_the_same_issuer_in_both_forms():
    entry = draw_entry()
    found = signed_list(1)

    body = verify(found)
    assert body["id"] == credential_status(entry)["statusListCredential"]
    assert body["issuer"] == a_credential()["issuer"]["id"]
    assert body["credentialSubject"]["statusPurpose"] == "revocation"
    assert body["credentialSubject"]["ttl"] == 300_000
    assert not is_revoked(found.document, entry)


@pytest.mark.django_db
def test_revoking_sets_one_bit_in_the_next_reading_and_leaves_the_neighbours():
    entry = draw_entry()
    neighbours = [
        StatusEntry.objects.create(list=entry.list, index=(entry.index + step) % entry.list.size) for step in (1, -1)
    ]
    signed_list(1)

    revoke_entry(entry=entry, at=timezone.now())

    found = signed_list(1)
    verify(found)
    assert is_revoked(found.document, entry)
    assert not any(is_revoked(found.document, neighbour) for neighbour in neighbours)
    assert entry.revoked_at is not None


@pytest.mark.django_db
def test_revoking_twice_keeps_the_first_date_and_does_not_sign_again():
    entry, first = draw_entry(), timezone.now()
    revoke_entry(entry=entry, at=first)
    signed_at = signed_list(1).signed_at

    revoke_entry(entry=entry, at=first + timedelta(days=1))

    assert entry.revoked_at == first
    assert signed_list(1).signed_at == signed_at


@pytest.mark.django_db
def test_a_revocation_that_is_rolled_back_leaves_the_list_current():
    entry = draw_entry()
    signed_at = signed_list(1).signed_at

    with transaction.atomic():
        revoke_entry(entry=entry, at=timezone.now())
        transaction.set_rollback(True)

    assert signed_list(1).signed_at == signed_at


@pytest.mark.django_db
def test_a_revocation_is_never_undone_by_our_code():
    entry = draw_entry()
    revoke_entry(entry=entry, at=timezone.now())

    assert StatusEntry.objects.filter(pk=entry.pk).update(revoked_at=None) == 0
    entry.revoked_at = None
    for undoing in (entry.save, entry.delete, StatusEntry.objects.all().delete):
        with pytest.raises(NeverUndone):
            undoing()
    assert StatusEntry.objects.get().revoked_at is not None


@pytest.mark.django_db
def test_a_bit_once_published_stays_whatever_becomes_of_its_row():
    entry, other = draw_entry(), draw_entry()
    revoke_entry(entry=entry, at=timezone.now())
    signed_list(1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE signing_statusentry SET revoked_at = NULL")

    revoke_entry(entry=other, at=timezone.now())

    assert is_revoked(signed_list(1).document, entry)
    assert is_revoked(signed_list(1).document, other)


@pytest.mark.django_db
def test_a_current_list_is_read_in_one_query_and_served_as_the_same_bytes(django_assert_num_queries):
    draw_entry()
    first = signed_list(1)

    with django_assert_num_queries(1):
        again = signed_list(1)

    assert (again.document, again.token) == (first.document, first.token)


@pytest.mark.django_db
def test_a_list_is_signed_again_in_the_second_half_of_its_day():
    draw_entry()
    first = signed_list(1)
    StatusList.objects.update(signed_at=timezone.now() - timedelta(hours=11, minutes=59))
    assert signed_list(1).document == first.document

    StatusList.objects.update(signed_at=timezone.now() - timedelta(hours=12))
    assert signed_list(1).signed_at > timezone.now() - timedelta(minutes=1)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [Kind.PROOF, Kind.TOKEN])
def test_a_list_is_signed_again_by_the_key_that_replaced_its_own(kind):
    draw_entry()
    signed_list(1)
    new = generate_key(kind=kind)
    before = signed_list(1)

    activate_key(key=new, without_waiting=True)

    after = signed_list(1)
    assert new not in (before.proof_key, before.token_key), "a key that waits signs nothing"
    assert new in (after.proof_key, after.token_key)
    assert signed_list(1).signed_at == after.signed_at, "once"


@pytest.mark.django_db
def test_a_list_outlives_a_retired_key_that_nothing_replaces(settings):
    draw_entry()
    before = signed_list(1)
    settings.PRODUCTION = True

    retire_key(key=active_key(Kind.TOKEN))

    assert signed_list(1).token == before.token


@pytest.mark.django_db
def test_a_list_is_signed_again_when_the_site_has_another_address(settings):
    draw_entry()
    signed_list(1)

    settings.SITE_URL = "https://ailleurs.example"

    assert json.loads(signed_list(1).document)["id"] == "https://ailleurs.example/statuts/1"


@pytest.mark.django_db
def test_a_parting_list_is_good_until_the_date_that_is_asked():
    entry = draw_entry()
    revoke_entry(entry=entry, at=timezone.now())
    kept = signed_list(1).document

    parting = last_list(1, until=timezone.now() + timedelta(days=3650))

    body = verify(parting)
    assert body["validUntil"] > "2036"
    assert is_revoked(parting.document, entry)
    assert signed_list(1).document == kept


@pytest.mark.django_db(transaction=True)
def test_twenty_who_draw_together_get_twenty_places_in_one_list():
    together = Barrier(THREADS)

    def draw(_n):
        try:
            together.wait(timeout=30)
            with transaction.atomic():
                entry = draw_entry()
            return entry.list_id, entry.index
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as drawing:
        places = set(drawing.map(draw, range(THREADS)))

    assert len(places) == StatusEntry.objects.count() == THREADS
    assert StatusList.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_those_who_read_a_stale_list_together_read_one_signature():
    draw_entry()
    together = Barrier(6)

    def read(_n):
        try:
            together.wait(timeout=30)
            return signed_list(1).document
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as reading:
        assert len(set(reading.map(read, range(6)))) == 1


@pytest.mark.django_db(transaction=True)
def test_those_who_sign_first_together_make_one_key_of_each_kind():
    together = Barrier(6)

    def sign(_n):
        try:
            together.wait(timeout=30)
            return sign_credential(a_credential()).proof_key.name
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as signing:
        assert len(set(signing.map(sign, range(6)))) == 1
    assert SigningKey.objects.count() == 2
