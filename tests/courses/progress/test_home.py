"""« Mon espace »: the one next thing first, and the same number of queries for a long pathway."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.progress.models import Enrollment
from tests.cms.accounts.factories import UserFactory
from tests.courses.pathways.factories import PathwayFactory
from tests.courses.progress.factories import EnrollmentFactory, a_course, read, submit

pytestmark = pytest.mark.django_db

HOME = "/mon-espace/"


def page_of(client, learner):
    client.force_login(learner)
    return client.get(HOME).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_visitor_is_asked_to_sign_in(client):
    answer = client.get(HOME)

    assert answer.status_code == 302
    assert answer.url == f"{reverse('account_login')}?next={HOME}"


class TestANewPerson:
    def test_chooses_a_pathway_the_one_of_their_public_being_ticked(self, client):
        PathwayFactory(audience="elu"), PathwayFactory(audience="cadre")

        client.force_login(UserFactory(executive=True))
        form = client.get(HOME).context["form"]

        assert form.get_initial_for_field(form.fields["pathway"], "pathway").audience == "cadre"

    def test_is_enrolled_by_the_form(self, client):
        pathway = PathwayFactory()
        learner = UserFactory()
        client.force_login(learner)

        answer = client.post(HOME, {"pathway": pathway.slug})

        assert (answer.status_code, answer.url) == (302, HOME)
        assert Enrollment.objects.get().learner == learner

    def test_reads_what_to_correct_after_an_empty_form(self, client):
        PathwayFactory()
        client.force_login(UserFactory())

        answer = client.post(HOME, {})

        assert answer.status_code == 422
        assert "Cochez le parcours que vous voulez suivre." in answer.content.decode()
        assert "<title>Erreur" in answer.content.decode()

    def test_cannot_choose_a_pathway_that_is_not_open(self, client):
        hidden = PathwayFactory(live=False)
        client.force_login(UserFactory())

        assert client.post(HOME, {"pathway": hidden.slug}).status_code == 422
        assert not Enrollment.objects.exists()

    def test_is_sent_to_the_modules_when_no_pathway_is_open(self, client):
        assert "Aucun parcours n’est ouvert pour le moment" in page_of(client, UserFactory())


class TestTheNextStep:
    def test_is_the_first_lesson(self, client):
        course = a_course()
        enrollment = EnrollmentFactory(pathway=course.pathway)

        page = page_of(client, enrollment.learner)

        assert f"Lisez « {course.lessons[0].title} »" in page
        assert "Commencer cette leçon" in page

    def test_is_the_quiz_when_the_lessons_are_read(self, client):
        course = a_course(lessons=1)
        enrollment = EnrollmentFactory(pathway=course.pathway)
        read(enrollment.learner, *course.lessons)

        page = page_of(client, enrollment.learner)

        assert f"Passez l’évaluation « {course.module.title} »" in page
        assert reverse("progress:quiz", args=[course.module.slug]) in page

    def test_says_from_when_a_failed_quiz_can_be_taken_again(self, client):
        course = a_course(lessons=0)
        enrollment = EnrollmentFactory(pathway=course.pathway)
        attempt = submit(enrollment.learner, course.module, 3)

        page = page_of(client, enrollment.learner)

        again = timezone.localtime(attempt.submitted_at + timedelta(hours=24))
        assert f"à partir du {again.day}" in page
        assert f"{again.hour} h {again.minute:02}" in page

    def test_is_the_open_attempt(self, client):
        course = a_course()
        enrollment = EnrollmentFactory(pathway=course.pathway)
        attempt = submit(enrollment.learner, course.module, None)

        page = page_of(client, enrollment.learner)

        assert f"Terminez l’évaluation « {course.module.title} »" in page
        assert attempt.get_absolute_url() in page

    def test_is_a_talk_when_the_attempts_are_used(self, client):
        course = a_course(lessons=0)
        enrollment = EnrollmentFactory(pathway=course.pathway)
        for days in (30, 20, 10):
            submit(enrollment.learner, course.module, 1, submitted_at=timezone.now() - timedelta(days=days))

        assert f"Appelez-nous au sujet de « {course.module.title} »" in page_of(client, enrollment.learner)

    def test_is_the_passport_at_the_end(self, client):
        enrollment = EnrollmentFactory(pathway=a_course(lessons=0).pathway, completed=True)

        page = page_of(client, enrollment.learner)

        assert "Votre passeport vous attend" in page
        assert reverse("credentials:index") in page


def test_says_the_progress_of_each_module_in_words(client):
    course = a_course(lessons=3)
    enrollment = EnrollmentFactory(pathway=course.pathway)
    read(enrollment.learner, *course.lessons[:2])

    page = page_of(client, enrollment.learner)

    assert "En cours : 2 leçons sur 3" in page
    assert "Environ 10 minutes de lecture obligatoire à faire." in page


def test_shows_nothing_of_anybody_else(client):
    course = a_course(lessons=1)
    other = EnrollmentFactory(pathway=course.pathway)
    read(other.learner, *course.lessons)
    mine = EnrollmentFactory(pathway=course.pathway)

    assert "Terminée" not in page_of(client, mine.learner)


def test_costs_the_same_with_one_module_or_twenty(client, django_assert_max_num_queries):
    short = EnrollmentFactory(pathway=a_course(lessons=1).pathway)
    long_pathway = PathwayFactory(audience="cadre")
    courses = [a_course(lessons=2, advised=1, pathway=long_pathway) for _ in range(20)]
    long = EnrollmentFactory(pathway=long_pathway)
    read(long.learner, *[lesson for course in courses for lesson in course.lessons])
    for course in courses:
        submit(long.learner, course.module, 4, audience="cadre")
    client.force_login(short.learner)
    client.get(HOME)

    with django_assert_max_num_queries(18) as one:
        client.get(HOME)
    client.force_login(long.learner)
    with django_assert_max_num_queries(18) as twenty:
        client.get(HOME)

    assert len(one) == len(twenty)
