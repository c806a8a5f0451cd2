"""The labs that talk to the programs beside the site (3, 4 and 8; 2 is among the labs), by keyboard alone."""

import pytest
from playwright.sync_api import expect

from sandbox.consents.models import ConsentRecord
from sandbox.labs.models import LabRun
from sandbox.labs.services.retention import INVISIBLE, drawn_place
from sandbox.labs.services.revocation import STILL_POSSIBLE
from sandbox.vault.models import Vault
from tests.journeys import in_the_sandbox as sandbox
from tests.journeys.by_keyboard import arrive, open_tab, pick, press, reach, tab_until, tick
from tests.journeys.people import completed

pytestmark = pytest.mark.usefixtures("programs")


def authorise(service):
    """In the tab of a service: go to the vault's screen, tick what the tiles need, come back."""
    press(service, "Choisir ce que la ville peut lire")
    service.wait_for_url("**/oauth/authorize/**")
    offered = [control.get_attribute("value") for control in service.locator("input[name=cases]").all()]
    tick(service, "cases", *(value for value in offered if not sandbox.UNNEEDED.search(value)))
    press(service, "Autoriser")
    expect(service.locator("main")).to_contain_text("Vous avez autorisé")


def test_both_services_are_audited_and_the_hiding_place_named(visit):
    page, learner = visit
    arrive(page, sandbox.RETENTION)
    press(page, "Cacher les témoins")
    authorise(open_tab(page, "Ouvrir « Ma ville » ("))
    press(page, "Auditer l’agrégateur n° 1")
    authorise(open_tab(page, "Ouvrir « Ma ville bis »"))
    press(page, "Auditer l’agrégateur n° 2")
    pick(page, "place", drawn_place(LabRun.objects.get(learner=learner, lab="LAB-3")))
    press(page, "Nommer la cachette")
    sandbox.reads(page, "C’est juste")
    tick(page, "means", *INVISIBLE)
    press(page, "Répondre")
    sandbox.is_finished(page, sandbox.RETENTION)

    assert completed(learner) == {"LAB-3"}


def test_an_authorisation_is_withdrawn_while_another_tab_reads(visit):
    page, learner = visit
    arrive(page, sandbox.REVOCATION)
    follow = open_tab(page, "Ouvrir le suivi")
    authorise(follow)
    press(follow, "Suivi des lectures")
    expect(follow.locator("tbody tr")).not_to_have_count(0)

    arrive(page, sandbox.REVOCATION)
    press(page, "Voir et retirer cette autorisation")
    press(page, "Retirer l’autorisation…")
    press(page, "Retirer définitivement")
    expect(follow.locator("tbody")).to_contain_text("Refusée", timeout=30_000)
    arrive(page, sandbox.REVOCATION)
    tick(page, "abilities", *STILL_POSSIBLE)
    press(page, "Répondre")
    sandbox.is_finished(page, sandbox.REVOCATION)

    assert ConsentRecord.objects.of(learner).get().withdrawn_at
    assert completed(learner) == {"LAB-4"}


def test_a_vault_leaves_for_another_provider_and_is_erased(visit, tmp_path):
    page, learner = visit
    arrive(page, sandbox.LEAVING)
    press(page, "Récupérer mon coffre")
    export(page, tmp_path / "coffre.zip")
    arrive(page, sandbox.LEAVING)
    bring(open_tab(page, "Ouvrir un coffre chez B"), tmp_path / "coffre.zip")
    press(page, "Demander à B ce qu’il tient")
    press(page, "Prendre une sauvegarde")
    press(page, "Effacer mon coffre…")
    press(page, "Effacer mon coffre")
    arrive(page, sandbox.LEAVING)
    press(page, "Essayer de lire la sauvegarde")
    sandbox.is_finished(page, sandbox.LEAVING)

    assert Vault.objects.of(learner).get().state == Vault.State.ERASED
    assert completed(learner) == {"LAB-8"}


def export(page, archive):
    reach(page, "Récupérer le fichier ZIP")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    waiting.value.save_as(archive)


def bring(provider, archive):
    """In the tab of provider B: the focused file field opens its chooser with Enter.

    The browser takes a moment to hand its chooser over: it is asked to before the first Tab, not at the Enter.
    """
    with provider.expect_file_chooser() as waiting:
        tab_until(provider, lambda it: it["kind"] == "file")
        provider.keyboard.press("Enter")
    waiting.value.set_files(archive)
    for name in [control.get_attribute("name") for control in provider.locator("input[type=checkbox]").all()]:
        tab_until(provider, lambda it, name=name: it["name"] == name)
        provider.keyboard.press("Space")
    press(provider, "Ouvrir mon coffre")
    sandbox.reads(provider, "Votre coffre est ouvert")
