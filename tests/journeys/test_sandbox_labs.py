"""Labs 2, 3, 4 and 8 as somebody does them, with the programs that answer beside the site."""

import pytest
from django.conf import settings as project_settings
from playwright.sync_api import expect

from courses.progress.models import ActivityCompletion
from sandbox.consents.models import ConsentRecord
from sandbox.labs.models import LabRun, LabStep
from sandbox.labs.services.retention import PLACES, drawn_place
from sandbox.vault.models import JournalEntry, Vault
from sandbox.vault.rules.series import is_as_coarse
from tests.journeys import acting
from tests.journeys import in_the_sandbox as sandbox
from tests.journeys.by_keyboard import press, tab_until
from tests.journeys.people import newcomer

WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture
def visit(open_browser, programs):
    """Somebody new, signed in: a page, who it is, and what their browser sends."""

    def begin(**options):
        learner = newcomer()
        page = open_browser(**options)
        listener = sandbox.Listener(page.context)
        acting.sign_in(page, learner.email, acting.PASSWORD)
        return page, learner, listener

    return begin


def session_of(page):
    return next(
        cookie["value"] for cookie in page.context.cookies() if cookie["name"] == project_settings.SESSION_COOKIE_NAME
    )


def outcomes(consent, action):
    return JournalEntry.objects.filter(
        vault=consent.vault_id, content__consent=str(consent.uid), content__action=action
    )


@WITH_AND_WITHOUT_SCRIPTS
def test_a_part_is_authorised_used_then_withdrawn_while_the_service_reads(visit, programs, scripts):
    page, learner, listener = visit(java_script_enabled=scripts)
    sandbox.authorise_a_part(page, programs.aggregator)

    consent = ConsentRecord.objects.of(learner).get()
    assert consent.scopes == {"energie:mois", "eau:jour"}
    assert consent.scopes < {shown["scope"] for shown in consent.shown["boxes"]}
    read = set(outcomes(consent, "lecture").values_list("content__scope", flat=True))
    assert len(read) >= 2
    assert all(any(is_as_coarse(scope, given) for given in consent.scopes) for scope in read)
    sandbox.cite_the_receipt(page)

    page.goto(sandbox.REVOCATION)
    follow = page.context.new_page()
    follow.goto(f"{programs.aggregator}/suivi/")
    expect(follow.locator("tbody tr")).to_have_count(2)
    page.get_by_role("link", name="Voir et retirer cette autorisation").click()
    page.get_by_role("link", name="Retirer l’autorisation…").click()
    sandbox.press(page, "Retirer définitivement")
    expect(follow.locator("tbody")).to_contain_text("Refusée", timeout=15_000)
    page.goto(sandbox.REVOCATION)
    expect(sandbox.step(page, "constater")).to_contain_text("0 lecture réussie après le retrait")
    sandbox.tick(page, "abilities", "copie", "transmettre")
    sandbox.step(page, "conclure").get_by_role("button").click()
    sandbox.is_finished(page, sandbox.REVOCATION)

    consent.refresh_from_db()
    assert not outcomes(consent, "lecture").filter(at__gt=consent.withdrawn_at).exists()
    assert outcomes(consent, "refus").filter(at__gt=consent.withdrawn_at).exists()
    assert set(ActivityCompletion.objects.filter(learner=learner).values_list("code", flat=True)) == {"LAB-2", "LAB-4"}
    sent = listener.cookies_sent_to(programs.aggregator)
    assert len(sent) > 4
    assert not any(session_of(page) in cookies for cookies in sent)


def test_who_refuses_everything_completes_the_lab_too_by_keyboard_alone(visit, programs):
    page, learner, _listener = visit()
    page.goto(sandbox.UNIFIED)
    for tile in sandbox.FREE_TILES:
        page.locator("main").focus()
        tab_until(page, lambda it, tile=tile: (it["name"], it["value"]) == ("tiles", tile))
        page.keyboard.press("Space")
    press(page, "Répondre")
    page.goto(sandbox.UNIFIED)
    press(page, "Demander depuis « Ma ville »")
    page.wait_for_url("**/oauth/authorize/**")
    press(page, "Refuser")
    page.wait_for_url(f"{programs.aggregator}/**")
    page.goto(sandbox.UNIFIED)
    press(page, "J’utilise le service sans rien autoriser")
    page.goto(sandbox.UNIFIED)
    press(page, "Voir cette décision")
    line = str(ConsentRecord.objects.of(learner).get().anchor["seq"])
    expect(page.locator("main")).to_contain_text(f"Il cite la ligne {line}")
    page.goto(sandbox.UNIFIED)
    tab_until(page, lambda it: it["name"] == "line")
    page.keyboard.type(line)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    sandbox.is_finished(page, sandbox.UNIFIED)
    consent = ConsentRecord.objects.of(learner).get()
    assert consent.decision == ConsentRecord.Decision.REFUSED
    assert not JournalEntry.objects.filter(vault=consent.vault_id, content__actor__kind="service").exists()
    assert ActivityCompletion.objects.filter(learner=learner, code="LAB-2").exists()


def test_the_honest_service_keeps_nothing_and_the_other_is_found_out_unless_it_encrypts(visit, programs):
    page, learner, listener = visit()
    page.goto(sandbox.RETENTION)
    sandbox.press(page, "Cacher les témoins")
    sandbox.authorise(page, programs.aggregator)
    page.goto(sandbox.RETENTION)
    sandbox.press(page, "Auditer l’agrégateur n° 1")
    expect(sandbox.step(page, "honnete").locator("tbody tr")).not_to_have_count(0)
    expect(sandbox.step(page, "honnete")).not_to_contain_text("Témoins trouvés")
    assert LabStep.objects.filter(run__learner=learner, step="honnete").exists()

    open_twin(page)
    sandbox.authorise(page, programs.twin)
    page.goto(sandbox.RETENTION)
    sandbox.press(page, "Auditer l’agrégateur n° 2")
    expect(sandbox.step(page, "indelicat")).to_contain_text("Témoins trouvés")
    run = LabRun.objects.get(learner=learner, lab="LAB-3")
    truth = drawn_place(run)
    name(page, next(place for place in PLACES if place != truth))
    sandbox.reads(page, "Ce n’est pas là")
    name(page, truth)
    sandbox.reads(page, "C’est juste")

    page.locator("summary", has_text="Tirer une autre épreuve").click()
    page.locator("input[name=expert]").check()
    sandbox.press(page, "Tirer une nouvelle épreuve")
    open_twin(page)
    page.goto(sandbox.RETENTION)
    sandbox.press(page, "Auditer l’agrégateur n° 2")
    expect(sandbox.step(page, "indelicat")).not_to_contain_text("Témoins trouvés")
    name(page, "non-demontrable")
    sandbox.reads(page, "L’audit ne peut pas le montrer")
    sandbox.tick(page, "means", "chiffrement", "moyenne", "arrondi")
    sandbox.step(page, "conclure").get_by_role("button").click()
    sandbox.is_finished(page, sandbox.RETENTION)

    assert ActivityCompletion.objects.filter(learner=learner, code="LAB-3").exists()
    sent = listener.cookies_sent_to(programs.aggregator, programs.twin)
    assert not any(session_of(page) in cookies for cookies in sent)


def open_twin(page):
    """Follow the lab's own address: it carries the trial."""
    page.goto(sandbox.RETENTION)
    page.goto(page.get_by_role("link", name="Ouvrir « Ma ville bis »").get_attribute("href"))


def name(page, place):
    page.locator(f"input[name=place][value='{place}']").check()
    sandbox.press(page, "Nommer la cachette")


@WITH_AND_WITHOUT_SCRIPTS
def test_a_whole_vault_leaves_for_another_provider_then_is_erased_even_from_backups(visit, programs, tmp_path, scripts):
    page, learner, listener = visit(java_script_enabled=scripts)
    page.goto(sandbox.LEAVING)
    page.get_by_role("link", name="Récupérer mon coffre").click()
    with page.expect_download() as waiting:
        sandbox.press(page, "Récupérer le fichier ZIP")
    archive = tmp_path / "coffre.zip"
    waiting.value.save_as(archive)
    page.goto(f"{programs.provider}/ouvrir/")
    page.locator("input[type=file]").set_input_files(archive)
    for control in page.locator("main input[type=checkbox]").all():
        control.check()
    sandbox.press(page, "Ouvrir mon coffre")
    sandbox.reads(page, "Votre coffre est ouvert")

    page.goto(sandbox.LEAVING)
    sandbox.press(page, "Demander à B ce qu’il tient")
    rows = sandbox.step(page, "importer").locator("tbody tr")
    same = sandbox.step(page, "importer").locator("tbody tr", has_text="Identique")
    expect(rows.nth(4)).to_be_attached()
    expect(same).to_have_count(rows.count())
    sandbox.press(page, "Prendre une sauvegarde")
    sandbox.press(page, "Essayer de lire la sauvegarde")
    sandbox.reads(page, "La sauvegarde s’ouvre encore")
    page.get_by_role("link", name="Effacer mon coffre…").click()
    sandbox.press(page, "Effacer mon coffre")
    page.goto(sandbox.LEAVING)
    sandbox.press(page, "Essayer de lire la sauvegarde")
    expect(sandbox.step(page, "sauvegarde")).to_contain_text("0 blocs ouverts sur")
    sandbox.is_finished(page, sandbox.LEAVING)

    assert Vault.objects.of(learner).get().state == Vault.State.ERASED
    assert ActivityCompletion.objects.filter(learner=learner, code="LAB-8").exists()
    sent = listener.cookies_sent_to(programs.provider)
    assert len(sent) > 2
    assert not any(session_of(page) in cookies for cookies in sent)
