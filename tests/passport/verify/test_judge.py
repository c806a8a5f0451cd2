import json

import pytest

from passport.verify.verdict import OF_A_SEALED_FILE, OF_EVERY_FILE, State
from tests.passport.verify.presenting import FORMS, SEALED, file_of, verdict_of


@pytest.mark.parametrize("form", FORMS)
def test_a_genuine_file_is_valid_and_every_check_holds(form, issuer):
    verdict = verdict_of(file_of(form), issuer)

    assert verdict.state is State.VALID, verdict.findings
    assert [found.check for found in verdict.findings] == list(OF_A_SEALED_FILE if form == SEALED else OF_EVERY_FILE)
    assert all(found.holds for found in verdict.findings)


@pytest.mark.parametrize("form", FORMS)
def test_it_tells_what_the_file_says(form, issuer):
    facts = verdict_of(file_of(form), issuer).facts

    assert facts.holder == "Camille Éluard-Noël"
    assert facts.achievement == "Passeport digital"
    assert facts.scores == (("Score global", "86\u00a0%"),)
    assert facts.number == ("7Q2X-M4KD-9P0T" if form == SEALED else "")
    assert "sha256" not in str(facts)


def test_programs_read_the_same(issuer):
    said = json.loads(json.dumps(verdict_of(file_of(SEALED), issuer).as_json()))

    assert said["state"] == "valid"
    assert said["as_of"] == "2026-11-23T00:00:00+00:00"
    assert said["facts"]["valid_until"] == "2029-11-22T09:30:00+00:00"
    assert {found["holds"] for found in said["findings"]} == {True}
