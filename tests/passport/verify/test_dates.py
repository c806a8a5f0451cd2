from datetime import UTC, datetime, timedelta

import pytest

from passport.verify.verdict import Check, State
from tests.passport.proofs import examples
from tests.passport.verify.presenting import FORMS, NOW, a_list, accepted, export, file_of, reason_of, verdict_of

BEGINS = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ENDS = datetime(2029, 11, 22, 9, 30, tzinfo=UTC)
CENTURY = {"validFrom": "2026-11-01T00:00:00Z", "validUntil": "2126-11-01T00:00:00Z"}


@pytest.fixture(scope="module")
def lasting(tmp_path_factory):
    """An export whose list outlives the credential."""
    return export(tmp_path_factory.mktemp("lasting"), lists=a_list(**CENTURY))


@pytest.mark.parametrize("form", FORMS)
def test_it_is_valid_from_its_first_second_to_its_last(form, lasting):
    for moment in (BEGINS, ENDS - timedelta(seconds=1)):
        assert accepted(form, lasting, moment)


@pytest.mark.parametrize("form", FORMS)
def test_it_is_expired_as_soon_as_it_has_ended(form, lasting):
    assert accepted(form, lasting)

    verdict = verdict_of(file_of(form), lasting, ENDS)

    assert verdict.state is State.EXPIRED
    assert reason_of(verdict) == (Check.DATES, "expired")
    assert verdict.facts.valid_until == ENDS


@pytest.mark.parametrize("form", FORMS)
def test_it_is_not_valid_before_it_begins(form, lasting):
    verdict = verdict_of(file_of(form), lasting, BEGINS - timedelta(seconds=1))

    assert verdict.state is State.NOT_YET
    assert reason_of(verdict) == (Check.DATES, "not-yet")


def test_an_ended_one_that_was_revoked_is_revoked(tmp_path):
    lists = a_list(examples.INDEX, **CENTURY)

    assert verdict_of(file_of("document"), export(tmp_path, lists=lists), ENDS).state is State.REVOKED


def test_an_ended_one_is_expired_even_when_no_list_can_tell(tmp_path):
    verdict = verdict_of(file_of("document"), export(tmp_path, lists={}), ENDS)

    assert verdict.state is State.EXPIRED
    assert reason_of(verdict, Check.LIST) == (Check.LIST, "list-missing")


def test_the_moment_is_given_and_not_read_from_a_clock(issuer):
    assert accepted("document", issuer, NOW)
    assert verdict_of(file_of("document"), issuer, ENDS).state is State.EXPIRED
