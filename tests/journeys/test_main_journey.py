"""The main job: from the first visit to a passport that a stranger can check, with and without scripts."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from cms.accounts.models import User
from passport.credentials.models import Credential
from tests.journeys import acting, producing

NAME, EMAIL = "Maëlle Éxemple-Œuvrard", "maelle@mairie.example"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_new_person_earns_a_passport_that_anyone_can_check_until_it_is_revoked(
    open_browser, link_in_last_mail, move_clock, scripts
):
    page = open_browser(java_script_enabled=scripts)
    stranger = open_browser(java_script_enabled=scripts)
    verdict = stranger.get_by_role("heading", level=1)

    # From the home page to an account
    page.goto("/")
    page.get_by_role("link", name="Vous êtes élu ou élue").click()
    page.get_by_role("link", name="Créer mon compte").click()
    acting.sign_up(page, name=NAME, email=EMAIL, confirmation_link=link_in_last_mail)
    acting.enroll(page)
    acting.finish_required_lessons(page)

    # A first attempt that fails says when one may try again, and keeps the keys
    attempt = acting.start_quiz(page)
    acting.answer_all(page, attempt, rightly=False)
    acting.hand_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("n’est pas encore validé")
    expect(page.get_by_text(re.compile("Vous pourrez recommencer le"))).to_be_visible()
    expect(page.get_by_text("Bonne réponse")).to_have_count(0)
    page.goto(acting.QUIZ)
    expect(page.get_by_role("button", name="Commencer l’évaluation")).to_have_count(0)

    # A day later on the server's clock, a second one passes
    move_clock(timedelta(hours=25))
    attempt = acting.start_quiz(page)
    acting.answer_all(page, attempt, rightly=True)
    acting.hand_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vous validez ce module")

    # That module has its attestation; with the six others and the production comes the passport, and its PDF
    assert Credential.objects.filter(holder__email=EMAIL).count() == 1
    acting.pass_quizzes(page, except_for="securite")
    assert Credential.objects.filter(holder__email=EMAIL).count() == 7
    trainer = open_browser(java_script_enabled=scripts)
    acting.sign_in(trainer, "formatrice@demo.example", then=producing.DESK)
    producing.hand_in_all_and_have_them_accepted(page, trainer, User.objects.get(email=EMAIL), "elu")
    page.goto("/passeport/")
    assert Credential.objects.filter(holder__email=EMAIL).count() == 8
    passport = Credential.objects.get(holder__email=EMAIL, achievement__module=None)
    page.locator(f"a[href='{passport.get_absolute_url()}']").first.click()
    ready = page.get_by_role("link", name=re.compile("Télécharger le certificat"))
    for _ in range(20):
        if ready.count():
            break
        page.wait_for_timeout(500)
        page.goto(passport.get_absolute_url())
    pdf = acting.download_pdf(page)
    assert NAME in PdfReader(BytesIO(pdf)).pages[0].extract_text()

    # A stranger scans the code: valid, without the name until its holder allows it
    scanned = acting.address_in_code(pdf)
    assert scanned.endswith(f"/V/{passport.code}")
    stranger.goto(scanned)
    expect(verdict).to_have_text("Ce passeport est valide")
    expect(stranger.get_by_text(NAME)).to_have_count(0)
    page.get_by_label("Mon nom").check()
    page.get_by_role("button", name="Enregistrer mes choix").click()
    stranger.goto(scanned)
    expect(stranger.get_by_text(NAME)).not_to_have_count(0)

    # A registrar revokes it at the desk: the stranger sees it at once
    registrar = open_browser()
    acting.sign_in(registrar, "registraire@demo.example", then="/gestion/titres/")
    registrar.goto(f"/gestion/titres/{passport.pk}/revoquer/")
    registrar.get_by_role("textbox", name="Motif").fill("Délivré par erreur")
    registrar.get_by_role("button", name="Révoquer ce titre").click()
    expect(registrar.get_by_text("est révoqué").first).to_be_visible()
    stranger.goto(scanned)
    expect(verdict).to_have_text("Ce passeport est révoqué")
    expect(stranger.get_by_text("Délivré par erreur")).to_have_count(0)
    page.goto(passport.get_absolute_url())
    expect(page.get_by_text("révoqué").first).to_be_visible()
