"""The sandbox's front page, its other programs, and beginning everything again."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.modules.activities import activity
from sandbox.consents.models import ConsentRecord
from sandbox.labs.catalogue import LABS
from sandbox.labs.services.runs import record_step, run_of
from sandbox.labs.views import LAB_PAGES
from sandbox.vault.models import Vault

pytestmark = pytest.mark.django_db


def test_every_lab_has_its_page_and_counts_as_an_activity():
    assert set(LAB_PAGES) == {lab.slug for lab in LABS}
    for lab in LABS:
        assert activity(lab.code).url == reverse("labs:lab", args=[lab.slug])


def test_a_visitor_reads_what_the_sandbox_is_and_is_led_to_sign_in(client):
    page = client.get(reverse("labs:index")).content.decode()

    assert all(str(lab.slug) in page for lab in LABS)
    assert reverse("account_login") in page


def test_programs_that_are_stopped_are_said_to_be(at_lab, browser, clients):
    assert browser.get(reverse("labs:index")).content.decode().count("Arrêté") == 3


def test_the_front_page_says_which_labs_are_begun_and_done(at_lab, browser, clients):
    lab = at_lab(10)
    lab.see()
    for step in lab.lab.steps:
        record_step(run=lab.run, step=step.code)
    at_lab(9).see()

    page = browser.get(reverse("labs:index")).content.decode()

    assert page.count("Terminé</span>") == 1
    assert page.count("Commencé</span>") == 1


def test_an_unknown_lab_an_unknown_action_and_an_unknown_step_do_nothing(browser, learner, clients):
    assert browser.get(reverse("labs:lab", args=["lac"])).status_code == 404
    assert browser.post(reverse("labs:action", args=["revocation", "terminer"])).status_code == 404
    run = run_of(learner=learner, lab=LABS[3])
    with pytest.raises(ValueError, match="no step"):
        record_step(run=run, step="tout")
    assert not run.steps.exists()


def test_a_step_is_recorded_once_and_keeps_its_first_evidence(learner, clients):
    run = run_of(learner=learner, lab=LABS[9])
    record_step(run=run, step="choisir", evidence={"n": 1})
    record_step(run=run, step="choisir", evidence={"n": 2})

    assert run.steps.get().evidence == {"n": 1}


def test_resetting_says_what_goes_then_erases_the_vault_and_every_step(at_lab, service, vault, browser, learner):
    service.tokens("cout|energie:mois")
    at_lab(4).see()
    asked = browser.get(reverse("labs:reset"))
    browser.post(reverse("labs:reset"))

    assert "ne se défait pas" in asked.content.decode()
    assert Vault.objects.get(pk=vault.pk).state == Vault.State.ERASED
    assert ConsentRecord.objects.get().withdrawn_at is not None
    assert not at_lab(4).run.steps.exists()


def test_reading_the_page_of_resetting_erases_nothing(browser, vault):
    browser.get(reverse("labs:reset"))

    assert Vault.objects.get(pk=vault.pk).is_open


def test_a_post_without_its_token_is_refused(learner, vault):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(learner)

    assert strict.post(reverse("labs:reset")).status_code == 403
    assert strict.post(reverse("labs:action", args=["revocation", "recommencer"])).status_code == 403
    assert Vault.objects.get(pk=vault.pk).is_open
