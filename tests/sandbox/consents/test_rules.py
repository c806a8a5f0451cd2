"""Decisions that need neither clock nor database."""

import dataclasses
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from sandbox.consents.rules.access import DEAD, SENTENCES, Refusal, Terms, decide
from sandbox.consents.rules.offers import (
    PURPOSES,
    SCOPES,
    SERVICES,
    UnknownPurpose,
    box,
    boxes_for,
    scopes_of,
    unneeded,
)
from sandbox.consents.rules.pseudonyms import pairwise
from sandbox.consents.rules.receipts import Event, ReceiptFacts, digest, receipt
from sandbox.vault.rules.series import SCOPES as VAULT_SCOPES
from sandbox.vault.rules.series import SeriesRequest

NOW = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
TERMS = Terms(
    given=True,
    scopes=frozenset({"energie:jour"}),
    period_from=date(2025, 1, 1),
    period_to=date(2025, 6, 30),
    expires_at=NOW + timedelta(days=30),
)


def asked(step="jour", first=date(2025, 1, 1), last=date(2025, 1, 31), domain="energie"):
    return SeriesRequest(domain, step, first, last)


def refusal(terms=TERMS, scopes=frozenset({"energie:jour"}), request=None, now=NOW):
    return decide(terms, scopes, request or asked(), now).refusal


def test_what_was_agreed_is_allowed():
    decision = decide(TERMS, TERMS.scopes, asked(), NOW)

    assert decision.allowed
    assert decision.status == 200


@pytest.mark.parametrize(("step", "expected"), [("heure", Refusal.SCOPE), ("jour", None), ("mois", None)])
def test_a_consent_to_days_lets_months_be_read_and_never_hours(step, expected):
    assert refusal(request=asked(step)) == expected


def test_the_token_and_the_consent_must_both_allow():
    assert refusal(scopes=frozenset({"eau:jour"})) == Refusal.SCOPE
    assert refusal(scopes=frozenset({"energie:heure"})) == Refusal.SCOPE


def test_another_domain_is_refused():
    assert refusal(request=asked(domain="eau")) == Refusal.SCOPE


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 12, 31), date(2025, 1, 2)),
        (date(2025, 6, 30), date(2025, 7, 1)),
        (date(2025, 8, 1), date(2025, 8, 2)),
    ],
)
def test_a_day_outside_the_period_refuses_all(first, last):
    assert refusal(request=asked(first=first, last=last)) == Refusal.PERIOD


@pytest.mark.parametrize(
    ("change", "expected", "status"),
    [
        ({"withdrawn": True}, Refusal.WITHDRAWN, 401),
        ({"expires_at": NOW}, Refusal.EXPIRED, 401),
        ({"given": False}, Refusal.REFUSED, 401),
        ({"vault_is_open": False}, Refusal.UNKNOWN, 401),
        ({"paused": True}, Refusal.PAUSED, 403),
    ],
)
def test_a_consent_that_does_not_hold_yields_nothing(change, expected, status):
    decision = decide(dataclasses.replace(TERMS, **change), TERMS.scopes, asked(), NOW)

    assert decision.refusal == expected
    assert decision.status == status


def test_an_erased_vault_reads_as_a_token_that_never_was():
    assert (
        SENTENCES[Refusal.UNKNOWN]
        == decide(dataclasses.replace(TERMS, vault_is_open=False, withdrawn=True), TERMS.scopes, asked(), NOW).message
    )


def test_every_refusal_has_a_sentence_in_french():
    assert set(SENTENCES) == set(Refusal)
    assert set(Refusal) > DEAD


def test_services_offer_scopes_that_the_vault_knows():
    assert set(SCOPES) <= set(VAULT_SCOPES)
    for purpose in PURPOSES.values():
        assert set(purpose.scopes) <= set(SCOPES)


def test_a_request_puts_one_box_per_purpose_and_granularity():
    boxes = boxes_for(SERVICES["ma-ville"], ["energie:mois", "logement:profil"])

    assert [each.code for each in boxes] == [
        "cout|energie:mois",
        "comparaison|energie:mois",
        "comparaison|logement:profil",
    ]


def test_a_request_may_name_its_purposes():
    boxes = boxes_for(SERVICES["ma-ville"], ["energie:mois", "eau:jour"], ["fuite"])

    assert [each.code for each in boxes] == ["fuite|eau:jour"]


def test_a_purpose_that_was_never_declared_is_refused():
    with pytest.raises(UnknownPurpose):
        boxes_for(SERVICES["ma-ville"], ["energie:mois"], ["publicite"])


def test_a_service_that_nobody_declared_may_ask_nothing():
    assert scopes_of("inconnu") == ()


def test_what_goes_beyond_the_need_is_pointed_at():
    boxes = [box("fuite", "eau:jour"), box("conseil-fin", "energie:heure")]

    assert [each.purpose.code for each in unneeded(boxes)] == ["conseil-fin"]


def test_two_services_know_an_inhabitant_by_two_names():
    vault = uuid.uuid4()

    assert pairwise(b"one", vault) == pairwise(b"one", vault)
    assert pairwise(b"one", vault) != pairwise(b"two", vault)
    assert pairwise(b"one", vault) != pairwise(b"one", uuid.uuid4())
    assert vault.hex not in pairwise(b"one", vault)


def facts(**changes):
    given = ReceiptFacts(
        record="6f0c",
        principal="p-9c41",
        service="Ma ville",
        controller="Valfictif",
        contact="dpd@valfictif.example",
        service_url="http://127.0.0.1:8001",
        notice_url="/n",
        withdrawal_url="/w",
        rights_url="/r",
        boxes=(box("cout", "energie:mois").as_shown, box("cout", "eau:mois").as_shown),
        accepted=frozenset({"cout|eau:mois"}),
        period_from=date(2025, 1, 1),
        period_to=date(2025, 12, 31),
        seconds=2592000,
        shown_sha256="ab12",
        anchor={"seq": 41, "digest": "e3b0"},
        events=(Event("given", NOW),),
    )
    return dataclasses.replace(given, **changes)


def test_a_receipt_says_what_was_shown_and_what_was_accepted():
    document = receipt(facts())

    (purpose,) = document["pii_processing"]["purposes"]
    assert [(kind["pii_type"], kind["accepted"]) for kind in purpose["pii_information"]] == [
        ("energie:mois", False),
        ("eau:mois", True),
    ]
    assert purpose["retention_period"] == 0
    assert purpose["storage_locations"] == []
    assert document["receipt"]["journal_anchor"] == {"seq": 41, "hash": "e3b0"}


def test_a_withdrawal_is_added_to_the_receipt_and_rewrites_nothing():
    before = receipt(facts())
    after = receipt(facts(events=(Event("given", NOW), Event("withdrawn", NOW + timedelta(days=1)))))

    assert after["event"][: len(before["event"])] == before["event"]
    assert after["event"][-1]["state"] == "withdrawn"
    assert {name: part for name, part in after.items() if name != "event"} == {
        name: part for name, part in before.items() if name != "event"
    }


def test_the_digest_of_what_was_shown_does_not_depend_on_the_order_of_keys():
    assert digest({"a": 1, "b": "é"}) == digest({"b": "é", "a": 1})
