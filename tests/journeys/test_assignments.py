"""A production, from the learner who writes it to the trainer who accepts it, and what that completes."""

import re

import pytest
from playwright.sync_api import expect

from courses.assignments.models import Submission
from courses.assignments.rules.submissions import Verdict
from courses.assignments.services import begin_again
from courses.pathways.models import Assignment, Pathway, Requirement
from courses.progress.models import Enrollment
from passport.credentials.models import Credential
from tests.cms.accounts.factories import UserFactory
from tests.courses.assignments.factories import PDF, accepted_submissions, being_read, decided, drafted, handed_in
from tests.courses.progress.factories import read, submit
from tests.journeys import acting
from tests.journeys.people import enrolled
from tests.journeys.producing import DESK, answer, hand_in, write
from tests.journeys.test_accessibility import AXE, IS_TOO_WIDE, RUN_AXE, Inspector
from tests.journeys.test_h5p_desk import WAGTAIL_S_OWN

WORK, TITLE = "/parcours/elu/productions/fiche-de-decision/", "Une fiche de décision"


def asked():
    return Assignment.objects.select_related("pathway").prefetch_related("parts").get(code="fiche-de-decision")


def somebody_with_all_but_the_production(**fields):
    """Every lesson read and every quiz passed, in rows: other journeys do it page by page."""
    learner = enrolled(**fields)
    for row in Pathway.objects.get(slug="elu").modules.select_related("module__quiz"):
        required = row.lessons.filter(requirement=Requirement.REQUIRED)
        read(learner, *[asked.lesson for asked in required.select_related("lesson")])
        submit(learner, row.module, 10)
    return learner


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_production_is_handed_in_redone_accepted_and_completes_the_pathway(open_browser, scripts):
    learner = somebody_with_all_but_the_production(name="Nadège Essai")
    page, trainer = open_browser(java_script_enabled=scripts), open_browser(java_script_enabled=scripts)
    acting.sign_in(trainer, "formatrice@demo.example", then=DESK)

    # The one next thing to do leads to what is asked
    acting.sign_in(page, learner.email, acting.PASSWORD)
    page.get_by_role("link", name="Voir ce qui est demandé").click()
    expect(page).to_have_url(re.compile(f"{WORK}$"))

    # What is missing is named, and what was typed is kept
    page.get_by_label("Votre texte").first.fill("Un projet de chauffage.")
    page.get_by_role("button", name="Enregistrer et relire avant de rendre").click()
    expect(page.get_by_role("alert")).to_contain_text("2 points à corriger")
    expect(page.get_by_label("Votre texte").first).to_have_value("Un projet de chauffage.")

    # Handed in, with a file
    write(page, "Le besoin est écrit sans outil.")
    page.get_by_label("Joindre des fichiers").first.set_input_files(
        {"name": "devis.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    hand_in(page)
    page.goto("/mon-espace/")
    expect(page.get_by_text("attend d’être lue")).to_be_visible()

    # A trainer asks again
    answer(
        trainer,
        learner,
        TITLE,
        decision="À reprendre",
        button="Demander de reprendre",
        comment="Dites qui décide.",
    )
    page.goto("/mon-espace/")
    page.get_by_role("link", name="Lire la réponse").click()
    expect(page.get_by_text("Dites qui décide.")).to_be_visible()

    # The second version begins as the first one ended
    page.get_by_role("button", name="Préparer une nouvelle version").click()
    expect(page.get_by_label("Votre texte").first).to_have_value("Le besoin est écrit sans outil.")
    expect(page.get_by_role("link", name="devis.pdf")).to_be_visible()
    page.get_by_label("Votre texte").last.fill("Le conseil décide, en avril.")
    hand_in(page)
    assert not Enrollment.objects.get(learner=learner).completed_at

    # Accepted: the pathway is completed and the passport is there
    answer(trainer, learner, TITLE, decision="Acceptée", button="Accepter la production", comment="Très clair.")
    page.goto("/mon-espace/")
    expect(page.get_by_text("Votre passeport vous attend")).to_be_visible()
    assert Enrollment.objects.get(learner=learner).completed_at
    passport = Credential.objects.get(holder=learner, achievement__module=None)
    page.goto(passport.content["criteria_path"])
    expect(page.get_by_text("Son contenu n’est pas publié.")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_no_page_of_a_learner_has_a_fault_that_axe_knows(open_browser, width, scheme):
    learner = enrolled()
    page = open_browser(viewport={"width": width, "height": 900}, color_scheme=scheme)
    inspector = Inspector(page)
    acting.sign_in(page, learner.email, acting.PASSWORD)

    inspector.visit("/parcours/elu/", WORK)
    page.get_by_role("button", name="Enregistrer et relire avant de rendre").click()
    inspector.look("refusée")
    table = "# Un titre\n\n- un\n\n| Activité | Qui |\n|---|---|\n| Écrire | la directrice |"
    Submission.objects.of(learner).delete()
    drafted(asked(), learner, text=table)
    inspector.visit(WORK, f"{WORK}rendre/", "/mon-espace/")
    Submission.objects.of(learner).delete()
    handed_in(asked(), learner, text=table)
    inspector.visit(WORK, "/mon-espace/", "/modules/securite/")
    Submission.objects.of(learner).delete()
    being_read(asked(), learner)
    inspector.visit(WORK)
    Submission.objects.of(learner).delete()
    first = decided(asked(), learner, Verdict.REDO, comment=table, part_comments={"fiche": table}, text=table)
    inspector.visit(WORK, first.get_absolute_url(), "/mon-espace/")
    begin_again(learner=learner, assignment=asked())
    inspector.visit(WORK)
    Submission.objects.of(learner).delete()
    accepted_submissions(learner, asked().pathway)
    inspector.visit(WORK, "/mon-espace/", "/parcours/elu/")

    assert inspector.faults == []


def test_no_screen_of_the_desk_has_a_fault_that_axe_knows(open_browser):
    former = decided(asked(), enrolled(), Verdict.REDO, comment="- un\n- **deux**", part_comments={"fiche": "Qui ?"})
    draft = begin_again(learner=former.learner, assignment=asked())
    waiting = handed_in(asked(), enrolled())
    Submission.objects.filter(pk=draft.pk).delete()
    reading, accepted = being_read(asked(), enrolled(), by=UserFactory(trainer=True)), decided(asked(), enrolled())
    page = open_browser(bypass_csp=True)
    acting.sign_in(page, "formatrice@demo.example", then=DESK)
    faults = []

    def look(name):
        page.wait_for_load_state()
        page.evaluate(AXE)
        found = [fault for fault in page.evaluate(RUN_AXE) if not fault.startswith(WAGTAIL_S_OWN)]
        faults.extend(f"{name} {width} : {fault}" for fault in found)
        faults.extend([f"{name} {width} : trop large"] if page.evaluate(IS_TOO_WIDE) else [])

    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 1200})
        for path in (
            DESK,
            *(f"{DESK}{each.pk}/" for each in (waiting, reading, former, accepted)),
            f"{DESK}{accepted.pk}/revenir/",
        ):
            page.goto(path)
            look(path)
        page.goto(f"{DESK}{reading.pk}/")
        page.get_by_label("À reprendre").check()
        page.get_by_role("button", name="Relire ma décision").click()
        expect(page.get_by_role("alert")).to_contain_text("1 point à corriger")
        look("refusée")
        page.get_by_role("textbox", name="Commentaire général").fill("Dites qui décide.")
        page.get_by_role("button", name="Relire ma décision").click()
        expect(page.get_by_role("button", name="Demander de reprendre")).to_be_visible()
        look("à confirmer")
        page.get_by_role("button", name="Revenir à ma réponse").click()
        expect(page.get_by_role("textbox", name="Commentaire général")).to_have_value("Dites qui décide.")
    assert faults == []
