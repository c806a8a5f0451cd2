"""Who may open which screen of the desk."""

import pytest
from django.urls import reverse

from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

OPEN, AWAY = 200, 302

# The screen: who is a visitor, a learner, a trainer, an editor, an administrator.
SCREENS = {
    "h5p_activities:index": (AWAY, AWAY, OPEN, OPEN, OPEN),
    "h5p_libraries:index": (AWAY, AWAY, AWAY, AWAY, OPEN),
    "h5p_desk:upload": (AWAY, AWAY, OPEN, OPEN, OPEN),
    "h5p_desk:activity": (AWAY, AWAY, OPEN, OPEN, OPEN),
    "h5p_desk:replace": (AWAY, AWAY, OPEN, OPEN, OPEN),
    "h5p_desk:report": (AWAY, AWAY, OPEN, OPEN, OPEN),
    "h5p_desk:statements": (AWAY, AWAY, OPEN, OPEN, OPEN),
    "h5p_desk:version": (AWAY, AWAY, OPEN, OPEN, OPEN),
    "h5p_desk:original": (AWAY, AWAY, OPEN, OPEN, OPEN),
    "h5p_desk:rebuilt": (AWAY, AWAY, OPEN, OPEN, OPEN),
    "h5p_desk:delete": (AWAY, AWAY, AWAY, OPEN, OPEN),
    "h5p_desk:install": (AWAY, AWAY, AWAY, AWAY, OPEN),
    "h5p_desk:library": (AWAY, AWAY, AWAY, AWAY, OPEN),
}
PEOPLE = ("visitor", "learner", "trainer", "editor", "administrator")


def address(name, activity):
    if name in ("h5p_desk:version", "h5p_desk:original", "h5p_desk:rebuilt"):
        return reverse(name, args=[activity.pk, 1])
    if name in ("h5p_desk:library", "h5p_desk:delete_library"):
        return reverse(name, args=[activity.current_revision.main_library_id])
    is_of_one = name not in ("h5p_activities:index", "h5p_libraries:index", "h5p_desk:upload", "h5p_desk:install")
    return reverse(name, args=[activity.pk] if is_of_one else [])


@pytest.mark.parametrize("who", PEOPLE)
def test_each_role_opens_its_own_screens_and_no_other(client, installed, who):
    if who != "visitor":
        client.force_login(UserFactory(**({who: True} if who != "learner" else {})))

    answered = {}
    for name in SCREENS:
        answer = client.get(address(name, installed))
        answered[name] = answer.status_code
        b"".join(answer.streaming_content if answer.streaming else [])  # closes the file

    assert answered == {name: expected[PEOPLE.index(who)] for name, expected in SCREENS.items()}


@pytest.mark.parametrize("who", ["learner", "trainer"])
@pytest.mark.parametrize("name", ["h5p_desk:delete", "h5p_desk:install", "h5p_desk:delete_library"])
def test_sending_the_form_is_refused_as_its_screen_is(client, installed, who, name):
    client.force_login(UserFactory(**({} if who == "learner" else {who: True})))

    assert client.post(address(name, installed)).status_code == AWAY

    installed.refresh_from_db()
    assert installed.current_revision.main_library.pk


def test_a_trainer_is_told_why_not(client, trainer, installed):
    answer = client.get(reverse("h5p_desk:install"), follow=True)

    assert any("autorisations" in str(told) for told in answer.context["messages"])
