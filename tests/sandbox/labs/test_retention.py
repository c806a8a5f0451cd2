"""Lab 3: trials, marks and audits, with a service that really reads."""

import pytest
from django.urls import reverse

from sandbox.labs.services.retention import NOTE
from sandbox.vault.services import open_vault
from sandbox.vault.services.notes import read_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def lab(at_lab, settings, tmp_path):
    settings.AGGREGATOR_DIR, settings.AGGREGATOR_TWIN_DIR = tmp_path / "one", tmp_path / "two"
    settings.AGGREGATOR_DIR.mkdir()
    settings.AGGREGATOR_TWIN_DIR.mkdir()
    lab = at_lab(3)
    lab.see()
    return lab


def test_another_trial_is_really_another_and_keeps_the_marks(lab):
    lab.do("preparer")
    first = dict(lab.run.state)
    lab.do("preparer")

    assert lab.run.state["trial"] != first["trial"]
    assert lab.run.state["planted_at"] == first["planted_at"]


def test_a_vault_that_was_erased_gets_marks_again(lab, browser):
    lab.do("preparer")
    browser.post(reverse("vault:erase"), {"coffre": open_vault(learner=lab.who).uid})
    lab.do("preparer")

    assert read_note(vault=open_vault(learner=lab.who), name=NOTE)


def test_what_the_twin_read_before_the_trial_does_not_count_for_it(lab, twin):
    lab.do("preparer")
    token = twin.tokens("cout|energie:mois")["access_token"]
    assert twin.series(token).status_code == 200
    audited = lab.do("auditer-2")
    lab.do("preparer")

    assert "message--revoir" in audited
    assert "pas encore lu votre coffre" in lab.do("auditer-2", status=409)
