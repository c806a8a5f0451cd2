"""A lesson that plays an H5P activity: what it says to learners, what it waits for, what it costs."""

import json

import pytest
from django.test import Client

from courses.h5p.models import Placement
from courses.modules.models import LessonPage
from courses.progress.models import LessonCompletion
from courses.progress.services import ActivityMissing, complete_activity, complete_lesson, enroll, export_progress
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.factories import ActivityFactory
from tests.courses.modules.factories import LessonPageFactory
from tests.courses.progress.factories import a_course
from tests.courses.progress.test_activities import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    """A lesson on line that asks for an activity."""
    page = LessonPageFactory(body=[])
    value = {"activity": ActivityFactory(title="Trier les objets").pk, "instruction": "Classez.", "required": True}
    page.body = json.dumps([{"type": "h5p", "id": "un", "value": value}])
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


@pytest.fixture
def code(lesson):
    return Placement.objects.get().code


def reader():
    client = Client()
    client.learner = UserFactory()
    client.force_login(client.learner)
    return client


def test_is_not_finished_before_the_activity(lesson, code):
    learner = UserFactory()

    with pytest.raises(ActivityMissing, match="Trier les objets"):
        complete_lesson(learner=learner, lesson=lesson)
    complete_activity(learner=learner, code=code)
    complete_lesson(learner=learner, lesson=lesson)

    assert LessonCompletion.objects.get().lesson == lesson


@pytest.mark.parametrize("is_finished", [False, True])
def test_gives_who_is_signed_in_what_records_their_play(lesson, code, is_finished):
    client = reader()
    if is_finished:
        complete_activity(learner=client.learner, code=code)
        complete_lesson(learner=client.learner, lesson=lesson)

    assert "csrfmiddlewaretoken" in client.get(lesson.url).content.decode()


def test_is_not_waited_for_once_its_block_has_left(lesson, code):
    Placement.objects.update(is_live=False)

    complete_lesson(learner=UserFactory(), lesson=lesson)

    assert LessonCompletion.objects.count() == 1


def test_the_refusal_leads_to_the_activity_in_the_page(lesson, code, client):
    client.force_login(UserFactory())

    client.post(f"/lecons/{lesson.code}/terminee/")
    page = words_of(client.get(lesson.url))

    assert f'<a href="{lesson.url}#{code.replace(":", "-")}">Ouvrir l’activité</a>' in page
    assert f'id="{code.replace(":", "-")}"' in page


def test_says_what_is_to_be_done_until_it_is(lesson, code):
    ada = reader()

    before = words_of(ada.get(lesson.url))
    complete_activity(learner=ada.learner, code=code)
    after = words_of(ada.get(lesson.url))

    assert "il vous reste à faire" in before
    assert "À faire</span>" in before
    assert "il vous reste à faire" not in after
    assert "Faite</span>" in after
    assert "<!--activite" not in after


def test_a_visitor_is_told_nothing_of_a_person(lesson, client):
    page = words_of(client.get(lesson.url))

    assert "À faire</span>" not in page
    assert "csrfmiddlewaretoken" not in page


def test_two_learners_never_read_each_other_s_state(lesson, code):
    did, did_not = reader(), reader()
    complete_activity(learner=did.learner, code=code)

    for _ in range(2):
        assert "Faite</span>" in words_of(did.get(lesson.url))
        assert "Faite</span>" not in words_of(did_not.get(lesson.url))


def test_costs_at_most_four_queries_once_kept_and_fourteen_to_make(lesson, django_assert_max_num_queries):
    """Two more than another lesson: its activities, and their places."""
    Client().get("/")  # the settings of the site are read once for all pages
    ada = reader()
    enroll(learner=ada.learner, pathway=a_course().pathway)
    assert lesson.url  # so is the place of the site in the tree

    with django_assert_max_num_queries(14):
        ada.get(lesson.url)
    with django_assert_max_num_queries(4):
        ada.get(lesson.url)


def test_is_named_in_what_a_person_takes_away(lesson, code):
    learner = UserFactory()
    complete_activity(learner=learner, code=code)

    (deed,) = export_progress(learner)["activites_faites"]

    assert (deed["activite"], deed["titre"]) == (code, "Trier les objets")
