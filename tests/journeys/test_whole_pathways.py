"""The other audiences, from their first lesson to their passport: every lesson, the lab, every quiz, every production.

Elected people are those of the main journey.
"""

import pytest
from playwright.sync_api import expect

from passport.credentials.models import Credential
from tests.journeys import acting, producing
from tests.journeys import in_the_sandbox as sandbox
from tests.journeys.people import enrolled

AUDIENCES = {"cadre": "Cadre territorial", "eleve": "Élève ingénieur"}


@pytest.mark.parametrize("pathway", AUDIENCES)
def test_a_learner_of_each_audience_earns_the_passport_of_that_audience(open_browser, programs, pathway):
    learner = enrolled(pathway, name="Camille Essai")
    page, trainer = open_browser(java_script_enabled=False), open_browser()
    acting.sign_in(page, learner.email, acting.PASSWORD)
    acting.sign_in(trainer, "formatrice@demo.example", then=producing.DESK)

    # One lesson asks for a lab of the sandbox
    sandbox.authorise_a_part(page, programs.aggregator)
    sandbox.cite_the_receipt(page)
    acting.finish_required_lessons(page, pathway)
    acting.pass_quizzes(page, pathway)
    assert not Credential.objects.filter(holder=learner, achievement__module=None).exists()
    producing.hand_in_all_and_have_them_accepted(page, trainer, learner, pathway)

    assert Credential.objects.filter(holder=learner).count() == 8
    passport = Credential.objects.get(holder=learner, achievement__module=None)
    page.goto(passport.get_absolute_url())
    expect(page.get_by_role("main")).to_contain_text(AUDIENCES[pathway])
    trainer.goto(f"/v/{passport.code}")
    expect(trainer.get_by_role("heading", level=1)).to_have_text("Ce passeport est valide")
    expect(trainer.get_by_role("main")).to_contain_text(AUDIENCES[pathway])
