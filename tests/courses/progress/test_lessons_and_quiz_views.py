"""Finishing a lesson and entering a quiz, with links and forms alone."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from courses.progress.models import Enrollment, LessonCompletion
from courses.quizzes.models import Attempt
from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import ModulePageFactory
from tests.courses.pathways.factories import PathwayFactory
from tests.courses.progress.factories import EnrollmentFactory, a_course, submit

pytestmark = pytest.mark.django_db


def finish(client, lesson):
    return client.post(reverse("progress:complete_lesson", args=[lesson.code]))


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


class TestFinishingALesson:
    def test_leads_to_the_next_one(self, client):
        course = a_course(lessons=2)
        client.force_login(UserFactory())

        answer = finish(client, course.lessons[0])

        assert (answer.status_code, answer.url) == (302, course.lessons[1].url)
        assert LessonCompletion.objects.get().lesson == course.lessons[0]

    def test_leads_to_the_quiz_after_the_last_one(self, client):
        course = a_course(lessons=1)
        client.force_login(UserFactory())

        answer = finish(client, course.lessons[0])

        assert answer.url == reverse("progress:quiz", args=[course.module.slug])
        assert "Voici son évaluation." in said(answer)[0]

    def test_leads_back_to_the_module_when_there_is_no_quiz(self, client):
        course = a_course(lessons=1)
        course.module.quiz = None
        course.module.save()
        client.force_login(UserFactory())

        assert finish(client, course.lessons[0]).url == course.module.url

    def test_leads_back_to_the_module_when_no_open_pathway_asks_for_its_quiz(self, client):
        course = a_course(lessons=1, pathway=PathwayFactory(live=False))
        client.force_login(UserFactory())

        answer = finish(client, course.lessons[0])

        assert answer.url == course.module.url
        assert "évaluation" not in said(answer)[0]

    def test_twice_is_harmless(self, client):
        course = a_course(lessons=2)
        client.force_login(UserFactory())

        finish(client, course.lessons[0])
        answer = finish(client, course.lessons[0])

        assert answer.status_code == 302
        assert LessonCompletion.objects.count() == 1

    def test_needs_an_account(self, client):
        course = a_course()

        assert reverse("account_login") in finish(client, course.lessons[0]).url
        assert not LessonCompletion.objects.exists()

    def test_is_impossible_for_a_draft(self, client):
        course = a_course()
        course.lessons[0].unpublish()
        client.force_login(UserFactory())

        assert finish(client, course.lessons[0]).status_code == 404

    def test_can_be_undone(self, client):
        course = a_course()
        client.force_login(UserFactory())
        finish(client, course.lessons[0])

        answer = client.post(reverse("progress:reopen_lesson", args=[course.lessons[0].code]))

        assert answer.url == course.lessons[0].url
        assert not LessonCompletion.objects.exists()

    def test_is_not_done_by_a_link(self, client):
        course = a_course()
        client.force_login(UserFactory())

        answer = client.get(reverse("progress:complete_lesson", args=[course.lessons[0].code]))

        assert answer.url == course.lessons[0].url
        assert not LessonCompletion.objects.exists()


class TestEnrolling:
    def test_is_one_click_and_harmless_twice(self, client):
        pathway = PathwayFactory()
        client.force_login(UserFactory())

        for _ in range(2):
            assert client.post(reverse("progress:enroll", args=[pathway.slug])).url == reverse("progress:home")

        assert Enrollment.objects.count() == 1

    def test_goes_on_to_where_one_was_going(self, client):
        course = a_course()
        client.force_login(UserFactory())
        quiz = reverse("progress:quiz", args=[course.module.slug])

        assert client.post(reverse("progress:enroll", args=[course.pathway.slug]), {"next": quiz}).url == quiz

    def test_never_leads_to_another_site(self, client):
        pathway = PathwayFactory()
        client.force_login(UserFactory())

        answer = client.post(reverse("progress:enroll", args=[pathway.slug]), {"next": "https://ailleurs.example/"})

        assert answer.url == reverse("progress:home")

    def test_is_a_404_for_a_pathway_that_is_not_open(self, client):
        client.force_login(UserFactory())

        assert client.post(reverse("progress:enroll", args=[PathwayFactory(live=False).slug])).status_code == 404

    def test_is_not_done_by_a_link(self, client):
        pathway = PathwayFactory()
        client.force_login(UserFactory())

        assert client.get(reverse("progress:enroll", args=[pathway.slug])).url == pathway.get_absolute_url()
        assert not Enrollment.objects.exists()


class TestTheQuizOfAModule:
    def address(self, course):
        return reverse("progress:quiz", args=[course.module.slug])

    def test_needs_an_account(self, client):
        assert reverse("account_login") in client.get(self.address(a_course())).url

    def test_says_what_awaits(self, client):
        course = a_course(threshold_percent=75, easy=4, medium=5, hard=3)
        client.force_login(EnrollmentFactory(pathway=course.pathway).learner)

        page = client.get(self.address(course)).content.decode()

        assert "<dd>12</dd>" in page
        assert "75\N{NO-BREAK SPACE}%" in page
        assert "<dd>3</dd>" in page
        assert "Commencer l’évaluation" in page

    def test_offers_to_enroll_first(self, client):
        course = a_course()
        client.force_login(UserFactory())

        page = client.get(self.address(course)).content.decode()

        assert reverse("progress:enroll", args=[course.pathway.slug]) in page
        assert "Commencer l’évaluation" not in page

    def test_is_not_started_without_a_pathway(self, client):
        course = a_course()
        client.force_login(UserFactory())

        answer = client.post(self.address(course))

        assert answer.url == self.address(course)
        assert not Attempt.objects.exists()

    def test_says_when_to_come_back_instead_of_a_button(self, client):
        course = a_course()
        learner = EnrollmentFactory(pathway=course.pathway).learner
        submit(learner, course.module, 3)
        client.force_login(learner)

        page = client.get(self.address(course)).content.decode()

        assert "Vous pourrez repasser l’évaluation à partir du" in page
        assert "Commencer l’évaluation" not in page

    def test_shows_the_day_of_a_success(self, client):
        course = a_course()
        learner = EnrollmentFactory(pathway=course.pathway).learner
        submit(learner, course.module, 8, submitted_at=timezone.now() - timedelta(days=3))
        client.force_login(learner)

        assert "Réussie le" in client.get(self.address(course)).content.decode()

    def test_resumes_an_open_attempt(self, client):
        course = a_course()
        learner = EnrollmentFactory(pathway=course.pathway).learner
        attempt = submit(learner, course.module, None)
        client.force_login(learner)

        assert attempt.get_absolute_url() in client.get(self.address(course)).content.decode()

    def test_of_a_module_without_a_quiz_is_a_404(self, client):
        client.force_login(UserFactory())

        assert client.get(reverse("progress:quiz", args=[ModulePageFactory(quiz=None).slug])).status_code == 404

    def test_of_a_draft_is_a_404(self, client):
        client.force_login(UserFactory())
        module = ModulePageFactory(live=False)

        assert client.get(reverse("progress:quiz", args=[module.slug])).status_code == 404
