"""Each role tries to cross the lines that the table draws, through Wagtail's own pages."""

import pytest
from django.urls import reverse
from wagtail.models import Page, Site

from cms.pages.models import ContentPage, HomePage
from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = HomePage(title="Accueil", slug="accueil-d-essai")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.update_or_create(
        hostname="localhost", defaults={"root_page": home, "is_default_site": True, "site_name": "Essai"}
    )
    return home


@pytest.fixture
def draft(home):
    draft = ContentPage(title="Aide", slug="aide", live=False)
    home.add_child(instance=draft)
    draft.save_revision()
    return draft


@pytest.fixture
def sign_in(client):
    def as_role(**traits):
        person = UserFactory(**traits)
        client.force_login(person)
        return person

    return as_role


def fields(page, **changes):
    return {"title": page.title, "slug": page.slug, "summary": "", "body": "null", "seo_title": "", **changes}


def edit(client, page, **changes):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, fields(page, **changes))
    page.refresh_from_db()
    return answer


def is_let_in(answer):
    return answer.status_code == 200


def is_turned_away(answer):
    """Wagtail sends whoever may not see a screen back to its home, or to the door."""
    return answer.status_code in (302, 403)


def test_a_visitor_is_sent_to_the_door(client):
    assert client.get("/gestion/").status_code == 302


def test_a_learner_finds_no_way_into_the_admin(client, sign_in, draft):
    sign_in()
    door = client.get("/gestion/", follow=True)
    assert door.status_code == 403
    edit(client, draft, title="Piraté", **{"action-publish": "1"})
    assert draft.title == "Aide"
    assert not draft.live


@pytest.mark.parametrize("role", ["trainer", "editor", "registrar", "administrator"])
def test_every_role_enters_the_admin(client, sign_in, home, role):
    sign_in(**{role: True})
    assert is_let_in(client.get("/gestion/"))


def test_a_trainer_writes_a_page(client, sign_in, home):
    sign_in(trainer=True)
    address = reverse("wagtailadmin_pages:add", args=["pages", "contentpage", home.pk])
    client.post(address, fields(ContentPage(title="Nouvelle", slug="nouvelle")))
    page = ContentPage.objects.get(slug="nouvelle")
    assert not page.live


def test_a_trainer_cannot_publish_even_by_forging_the_button(client, sign_in, draft):
    sign_in(trainer=True)
    edit(client, draft, **{"action-publish": "1"})
    assert not draft.live


def test_a_trainer_cannot_unpublish_or_move_what_is_live(client, sign_in, draft):
    draft.save_revision().publish()
    sign_in(trainer=True)
    assert is_turned_away(client.post(reverse("wagtailadmin_pages:unpublish", args=[draft.pk])))
    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.live


def test_what_a_trainer_submits_waits_for_an_editor(client, sign_in, draft):
    sign_in(trainer=True)
    edit(client, draft, **{"action-submit": "1"})
    assert not draft.live
    assert draft.current_workflow_state is not None

    sign_in(editor=True)
    task = draft.current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task.pk]))
    draft.refresh_from_db()
    assert draft.live


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_an_editor_and_an_administrator_publish(client, sign_in, draft, role):
    sign_in(**{role: True})
    edit(client, draft, **{"action-publish": "1"})
    assert draft.live


def test_a_registrar_neither_edits_nor_publishes_pages(client, sign_in, draft, home):
    sign_in(registrar=True)
    assert is_turned_away(edit(client, draft, title="Changée", **{"action-publish": "1"}))
    assert draft.title == "Aide"
    add = reverse("wagtailadmin_pages:add", args=["pages", "contentpage", home.pk])
    assert is_turned_away(client.get(add))


@pytest.mark.parametrize("role", ["trainer", "editor", "registrar"])
@pytest.mark.parametrize(
    "name", ["wagtailusers_users:index", "wagtailusers_users:add", "wagtailusers_groups:index", "wagtailsites:index"]
)
def test_only_an_administrator_opens_people_groups_and_sites(client, sign_in, home, role, name):
    sign_in(**{role: True})
    assert is_turned_away(client.get(reverse(name)))
    sign_in(administrator=True)
    assert is_let_in(client.get(reverse(name)))


@pytest.mark.parametrize("role", ["trainer", "editor", "registrar"])
def test_nobody_else_grants_extra_time_or_a_role(client, sign_in, home, role):
    learner = UserFactory()
    sign_in(**{role: True})
    client.post(
        reverse("wagtailusers_users:edit", args=[learner.pk]),
        {"email": learner.email, "name": "Changé", "public": "elu", "extra_time_percent": "33", "is_active": "on"},
    )
    learner.refresh_from_db()
    assert learner.extra_time_percent == 0
    assert learner.name != "Changé"


def test_the_team_s_own_page_shows_no_form_that_our_accounts_cannot_keep(client, sign_in, home):
    person = sign_in(editor=True)
    address = reverse("wagtailadmin_account")
    assert is_let_in(client.get(address))
    person.refresh_from_db()
    assert person.name


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        (
            "trainer",
            ["questions.change_question", "glossary.change_term", "pathways.change_pathway"],
            [
                "questions.publish_question", "glossary.publish_term", "pathways.publish_pathway",
                "credentials.revoke_credential", "credentials.view_credential", "accounts.change_user",
            ],
        ),
        (
            "editor",
            ["questions.publish_question", "glossary.publish_term", "pathways.publish_pathway"],
            ["credentials.revoke_credential", "credentials.view_credential", "accounts.change_user"],
        ),
        (
            "registrar",
            ["credentials.view_credential", "credentials.revoke_credential"],
            ["questions.change_question", "glossary.change_term", "pathways.change_pathway", "accounts.change_user"],
        ),
        (
            "administrator",
            ["questions.publish_question", "credentials.revoke_credential", "accounts.change_user", "auth.change_group"],
            ["credentials.delete_credential", "credentials.change_credential", "quizzes.change_attempt"],
        ),
    ],
)  # fmt: skip
def test_what_each_app_lets_a_role_do(role, may, may_not):
    person = UserFactory(**{role: True})
    assert [permission for permission in may if not person.has_perm(permission)] == []
    assert [permission for permission in may_not if person.has_perm(permission)] == []


def test_a_learner_holds_no_permission_at_all():
    assert UserFactory().get_all_permissions() == set()
