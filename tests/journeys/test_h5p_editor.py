"""The editor of activities in a real browser: what Wagtail's scripts send back, and the preview."""

import pytest
from playwright.sync_api import expect

from courses.h5p.models import Activity, Revision
from courses.h5p.services.own_types import own_libraries
from tests.cms.accounts.factories import UserFactory
from tests.journeys import acting
from tests.journeys.test_accessibility import AXE

SAVED = "Essai enregistré"


@pytest.fixture
def desk(open_browser):
    """A trainer at the desk; the policy of the page is not what is tried here, axe needs it away."""
    trainer = UserFactory(trainer=True, verified=True)
    page = open_browser(bypass_csp=True)
    acting.sign_in(page, trainer.email, "une-péniche-au-soleil", then="/gestion/")
    return page


def test_every_example_opened_and_saved_in_a_browser_stays_what_it_was(desk):
    examples = Activity.objects.filter(current_revision__main_library__machine_name__startswith="Passeport.")
    assert len({one.current_revision.main_library_id for one in examples}) == len(
        [folder for folder in own_libraries() if (folder / "semantics.json").exists()]
    )
    for activity in examples:
        desk.goto(f"/gestion/h5p/{activity.pk}/modifier/")
        desk.get_by_role("button", name="Enregistrer un essai").click()
        expect(desk.locator(".messages")).to_contain_text(SAVED)

        trial = activity.revisions.latest("number")
        assert trial.number > activity.current_revision.number
        assert trial.content == activity.current_revision.content


def test_an_activity_is_written_tried_and_put_into_service_with_keys_alone(desk):
    desk.goto("/gestion/h5p/ecrire/")
    desk.get_by_role("link", name="Mise en ordre", exact=True).press("Enter")
    for name, text in {
        "title": "Publier un registre",
        "content-instruction": "Rangez ces étapes.",
        "content-steps-0-value-text": "Recenser",
        "content-steps-1-value-text": "Décrire",
        "content-steps-2-value-text": "Publier",
    }.items():
        desk.locator(f'[name="{name}"]').press_sequentially(text)
    desk.get_by_role("button", name="Enregistrer un essai").press("Enter")
    expect(desk.locator("[data-told]")).to_have_text("L’activité a démarré.")
    expect(desk.frame_locator("[data-frame] iframe").get_by_text("Rangez ces étapes.")).to_be_visible()
    activity = Activity.objects.get(title="Publier un registre")
    assert activity.current_revision is None

    desk.get_by_role("button", name="Enregistrer et mettre en service").press("Enter")
    expect(desk.locator(".messages")).to_contain_text("Version 1 en service")

    content = Revision.objects.get(activity=activity).content
    assert [step["text"] for step in content["steps"]] == ["Recenser", "Décrire", "Publier"]
    assert content["l10n"]["check"] == "Vérifier"


def test_a_screen_with_errors_has_no_violation(desk):
    desk.goto("/gestion/h5p/ecrire/")
    desk.get_by_role("link", name="Comparaison", exact=True).click()
    desk.locator("[name=title]").fill("Gardé")
    desk.get_by_role("button", name="Enregistrer un essai").click()
    expect(desk.locator(".error-message").first).to_be_visible()
    expect(desk.locator("[name=title]")).to_have_value("Gardé")

    desk.wait_for_load_state()
    desk.evaluate(AXE)
    found = desk.evaluate("axe.run('.h5p-editor').then(({violations}) => violations.map(({id}) => id))")
    assert found == []


def test_a_number_that_names_nothing_is_refused_then_tried_then_corrected_with_keys_alone(desk):
    activity = Activity.objects.get(title="Interopérabilité ou réversibilité")
    served = activity.current_revision
    desk.goto(f"/gestion/h5p/{activity.pk}/modifier/")
    number = desk.locator('[name="content-statements-0-value-category"]')
    number.fill("5")
    desk.get_by_role("button", name="Enregistrer et mettre en service").press("Enter")

    said = desk.get_by_role("alert").filter(has_text="Affirmation 1")
    expect(said).to_be_focused()
    expect(said).to_contain_text("la catégorie 5 n’existe pas")
    expect(number).to_have_value("5")
    desk.wait_for_load_state()
    desk.evaluate(AXE)
    assert desk.evaluate("axe.run('.h5p-faults').then(({violations}) => violations.map(({id}) => id))") == []

    desk.get_by_role("button", name="Enregistrer un essai").press("Enter")
    expect(desk.locator(".messages")).to_contain_text(SAVED)
    expect(desk.locator("#a-corriger")).to_be_focused()
    activity.refresh_from_db()
    assert activity.current_revision == served

    number.fill("1")
    desk.get_by_role("button", name="Enregistrer et mettre en service").press("Enter")
    expect(desk.locator(".messages")).to_contain_text("en service")
    expect(desk.locator(".h5p-faults")).to_have_count(0)
