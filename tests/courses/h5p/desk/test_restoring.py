"""Putting an old version back into service: offered beside it, explained, confirmed."""

import shutil
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.h5p import files
from courses.h5p.models import Revision
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.factories import ActivityFactory, AttemptFactory, LibraryFactory, PlacementFactory, a_revision

pytestmark = pytest.mark.django_db

BUTTON = "Remettre en service"


def restoring(activity, number=1):
    return reverse("h5p_desk:restore", args=[activity.pk, number])


def page_of(client, activity):
    return client.get(reverse("h5p_desk:activity", args=[activity.pk])).content.decode()


@pytest.fixture
def activity():
    """Version 2 is in service."""
    made = ActivityFactory(title="La délibération")
    a_revision(made, content={"text": "Plus tard"})
    return made


@pytest.fixture
def with_trial(activity):
    current = activity.current_revision
    a_revision(activity, content={"text": "Essai"})
    activity.current_revision = current
    activity.save(update_fields=["current_revision"])
    return activity


@pytest.fixture
def person_who_looks(client):
    """At the desk with the right to read activities alone."""
    person = UserFactory(registrar=True)
    person.user_permissions.add(Permission.objects.get(content_type__app_label="h5p", codename="view_activity"))
    client.force_login(person)
    return person


def test_each_older_version_is_offered_and_neither_the_one_in_service_nor_a_trial(client, trainer, with_trial):
    page = page_of(client, with_trial)

    offered = [number for number in (1, 2, 3) if restoring(with_trial, number) in page]
    assert offered == [1]


def test_a_version_that_says_the_same_as_the_one_in_service_says_so_in_place_of_the_button(client, trainer, activity):
    client.post(restoring(activity))

    page = page_of(client, activity)

    assert "ancienne, identique à celle en service" in page
    assert restoring(activity, 1) not in page
    assert restoring(activity, 2) in page


def test_the_page_of_an_old_version_offers_it_too(client, trainer, activity):
    page = client.get(reverse("h5p_desk:version", args=[activity.pk, 1])).content.decode()

    assert "Remettre cette version en service" in page


def test_the_confirmation_says_what_it_affects_and_changes_nothing(client, trainer, activity):
    placement = PlacementFactory(activity=activity)
    AttemptFactory(placement=placement)
    AttemptFactory(placement=placement, closed_at=timezone.now() - timedelta(days=1))

    page = client.get(restoring(activity)).content.decode()

    assert placement.page.title in page
    assert "1 apprenant est au milieu" in page
    assert "garde la version commencée" in page
    assert "Tout essai qui attend" not in page
    assert Revision.objects.count() == 2


def test_the_confirmation_says_what_becomes_of_a_trial(client, trainer, with_trial):
    assert "Tout essai qui attend reste un essai" in client.get(restoring(with_trial)).content.decode()


def test_confirming_puts_a_copy_into_service_and_says_it(client, trainer, activity):
    attempt = AttemptFactory(placement=PlacementFactory(activity=activity))

    answer = client.post(restoring(activity), follow=True)

    activity.refresh_from_db()
    attempt.refresh_from_db()
    assert answer.redirect_chain == [(reverse("h5p_desk:activity", args=[activity.pk]), 302)]
    assert "Version 3 de «\u00a0La délibération\u00a0» en service" in answer.content.decode()
    assert (activity.current_revision.number, activity.current_revision.created_by) == (3, trainer)
    assert attempt.revision.number == 2


def test_a_form_sent_twice_is_told_that_nothing_changed(client, trainer, activity):
    client.post(restoring(activity))

    answer = client.post(restoring(activity), follow=True)

    assert "La version 1 est identique à celle qui est en service" in answer.content.decode()
    assert activity.revisions.count() == 3


def test_the_confirmation_of_what_is_there_already_has_no_button(client, trainer, activity):
    client.post(restoring(activity))

    page = client.get(restoring(activity)).content.decode()

    assert "Elle est identique à la version 3" in page
    assert '<button type="submit" class="button">' not in page


def test_what_cannot_be_played_again_says_why_before_and_after(client, trainer, installed):
    first = installed.current_revision
    a_revision(installed, content={"text": "Plus tard"}, library=LibraryFactory())
    shutil.rmtree(files.library_folder(first.main_library.digest))

    before, after = client.get(restoring(installed)), client.post(restoring(installed))

    assert (before.status_code, after.status_code) == (200, 409)
    for page in (before.content.decode(), after.content.decode()):
        assert "ne peut pas être remise en service" in page
        assert "H5P.Demo 1.0" in page
    assert installed.revisions.count() == 2


@pytest.mark.parametrize("number", [2, 3, 4, 0])
def test_the_one_in_service_a_trial_and_what_does_not_exist_are_not_found(client, trainer, with_trial, number):
    assert client.get(restoring(with_trial, number)).status_code == 404
    assert client.post(restoring(with_trial, number)).status_code == 404
    assert with_trial.revisions.count() == 3


def test_a_version_of_another_activity_is_not_found(client, trainer, activity):
    other = ActivityFactory()

    assert client.post(restoring(other, 1)).status_code == 404
    assert Revision.objects.count() == 3


@pytest.mark.parametrize("who", ["visitor", "learner", "registrar"])
def test_who_may_not_change_activities_finds_neither_the_page_nor_the_form(client, activity, who):
    if who != "visitor":
        client.force_login(UserFactory(**({} if who == "learner" else {who: True})))

    assert client.get(restoring(activity)).status_code == 302
    assert client.post(restoring(activity)).status_code == 302

    activity.refresh_from_db()
    assert activity.current_revision.number == 2
    assert activity.revisions.count() == 2


def test_who_may_only_look_sees_no_button_and_is_stopped_at_the_address(client, activity, person_who_looks):
    page = page_of(client, activity)

    assert "Version 1" in page
    assert BUTTON not in page
    assert client.get(restoring(activity)).status_code == 302
    assert client.post(restoring(activity)).status_code == 302
    assert activity.revisions.count() == 2


@pytest.mark.parametrize("who", ["trainer", "editor", "administrator"])
def test_who_may_replace_a_package_may_bring_a_version_back(client, activity, who):
    client.force_login(UserFactory(**{who: True}))

    client.post(restoring(activity))

    activity.refresh_from_db()
    assert activity.current_revision.number == 3


def test_a_form_of_another_site_is_refused(activity):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(UserFactory(trainer=True))

    assert browser.post(restoring(activity)).status_code == 403
    assert activity.revisions.count() == 2


def test_the_page_costs_the_same_for_two_versions_and_for_twenty(
    client, trainer, activity, django_assert_max_num_queries
):
    counts = []
    for more in (1, 18):
        for number in range(more):
            a_revision(activity, content={"text": str(number)})
        page_of(client, activity)
        with django_assert_max_num_queries(40) as seen:
            page_of(client, activity)
        counts.append(len(seen.captured_queries))
    assert counts[0] == counts[1]
