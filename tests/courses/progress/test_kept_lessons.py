"""Lessons kept whole for learners: fast, and never one person's page for another."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from courses.progress import kept_lessons
from courses.progress.services import complete_lesson, enroll
from tests.cms.accounts.factories import UserFactory
from tests.courses.progress.factories import a_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return a_course()


def reader(course, name):
    learner = UserFactory(name=name)
    enroll(learner=learner, pathway=course.pathway)
    client = Client()
    client.force_login(learner)
    client.learner = learner
    return client


def read(client, lesson):
    answer = client.get(lesson.url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def renderings(monkeypatch):
    """Counts how often a page is really made."""
    made, keep = [], kept_lessons.keep

    def counted(response):
        made.append(response)
        return keep(response)

    monkeypatch.setattr(kept_lessons, "keep", counted)
    return made


def test_two_learners_in_the_same_situation_read_one_rendering_under_their_own_names(course, renderings):
    lesson = course.lessons[0]
    ada, grace = reader(course, "Ada <Exemple>"), reader(course, "Grace Exemple")

    first, second, again = read(ada, lesson), read(grace, lesson), read(ada, lesson)

    assert len(renderings) == 1
    assert "Ada &lt;Exemple&gt;" in first
    assert "Grace Exemple" in second
    assert "Ada" not in second
    assert "Ada &lt;Exemple&gt;" in again


def test_no_mark_is_left_in_what_is_sent(course):
    page = read(reader(course, "Ada Exemple"), course.lessons[0])

    assert re.findall(r"(?<![0-9a-f.])[0-9a-f]{32}(?![0-9a-f])", page) == []


def test_the_form_of_a_kept_page_is_accepted_with_its_own_token(course):
    lesson = course.lessons[0]
    read(reader(course, "Ada Exemple"), lesson)
    grace = reader(course, "Grace Exemple")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = grace.cookies

    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', read(strict, lesson)).group(1)
    answer = strict.post(f"/lecons/{lesson.code}/terminee/", {"csrfmiddlewaretoken": token})

    assert answer.status_code == 302
    assert grace.learner.lesson_completions.count() == 1


def test_finishing_a_lesson_shows_at_once(course):
    lesson = course.lessons[0]
    ada = reader(course, "Ada Exemple")
    before = read(ada, lesson)

    complete_lesson(learner=ada.learner, lesson=lesson)

    assert "Terminée le" not in before
    assert "Terminée le" in read(ada, lesson)


def test_publishing_shows_at_once(course, django_capture_on_commit_callbacks):
    lesson = course.lessons[0]
    ada = reader(course, "Ada Exemple")
    read(ada, lesson)

    lesson.title = "Un titre tout neuf"
    with django_capture_on_commit_callbacks(execute=True):
        lesson.save_revision().publish()

    assert "Un titre tout neuf" in read(ada, lesson)


def test_a_message_is_shown_once_and_never_kept(course):
    ada = reader(course, "Ada Exemple")
    first, second = course.lessons[:2]
    ada.post(f"/lecons/{first.code}/terminee/")

    assert "Leçon terminée" in read(ada, second)
    assert "Leçon terminée" not in read(ada, second)


def test_each_choice_of_display_has_its_own_rendering(course):
    lesson = course.lessons[0]
    ada, grace = reader(course, "Ada Exemple"), reader(course, "Grace Exemple")
    grace.post("/affichage/", {"theme": "sombre", "taille": "", "espacement": ""})
    grace.get("/")

    assert "data-theme" not in read(ada, lesson)
    assert 'data-theme="sombre"' in read(grace, lesson)


def test_a_lesson_for_a_group_is_never_kept(course, renderings):
    lesson = course.lessons[0]
    group = Group.objects.create(name="Jury")
    ada, grace = reader(course, "Ada Exemple"), reader(course, "Grace Exemple")
    ada.learner.groups.add(group)
    restriction = PageViewRestriction.objects.create(page=lesson, restriction_type="groups")
    restriction.groups.add(group)

    read(ada, lesson)

    assert renderings == []
    assert grace.get(lesson.url).status_code != 200


def test_a_lesson_that_becomes_private_is_forgotten(course, django_capture_on_commit_callbacks):
    lesson = course.lessons[0]
    ada = reader(course, "Ada Exemple")
    read(ada, lesson)

    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=lesson, restriction_type="groups")

    assert ada.get(lesson.url).status_code != 200


def test_a_kept_lesson_costs_at_most_four_queries(course, django_assert_max_num_queries):
    ada = reader(course, "Ada Exemple")
    read(ada, course.lessons[0])

    with django_assert_max_num_queries(4):
        read(ada, course.lessons[0])


def test_a_lesson_that_must_be_made_stays_within_twelve_queries(course, django_assert_max_num_queries):
    """Nothing kept of it yet; then the lesson known, but not in this reader's situation."""
    Client().get("/")  # the settings of the site are read once for all pages
    lesson = course.lessons[0]
    ada, grace = reader(course, "Ada Exemple"), reader(course, "Grace Exemple")
    complete_lesson(learner=grace.learner, lesson=lesson)

    with django_assert_max_num_queries(12):
        read(ada, lesson)
    with django_assert_max_num_queries(12):
        read(grace, lesson)
