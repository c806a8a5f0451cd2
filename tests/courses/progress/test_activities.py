"""Activities in the progress of learners: done once, waited for by lessons and pathways, gone with the account."""

from datetime import datetime

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cms.accounts.services import erase_account
from courses.progress.models import ActivityCompletion, LessonCompletion
from courses.progress.rules import ActivityStanding, Need, StepKind, module_segments, next_step
from courses.progress.services import (
    ActivityMissing,
    complete_activity,
    complete_lesson,
    deeds_of,
    enroll,
    reopen_lesson,
    standing_in,
)
from courses.progress.signals import course_completed
from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import LessonPageFactory
from tests.courses.progress.factories import EnrollmentFactory, a_course, read, submit
from tests.courses.progress.test_rules import a_lesson, a_module, a_pathway

NOW = datetime(2026, 11, 23, 9, 14)


def an_activity(code="LAB-1", need=Need.REQUIRED, url="/bac-a-sable/1/", is_done=False):
    return ActivityStanding(code, f"Activité {code}", url, 20, need, is_done)


def a_lesson_that_asks(*, code="LAB-91", required=True, **facts):
    asked = ("activity", {"code": code, "instruction": "Lisez une journée.", "required": required})
    return LessonPageFactory(body=[("text", "<p>Un texte.</p>"), asked], **facts)


def words_of(answer):
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


class TestTheRules:
    def test_a_required_activity_comes_after_the_lessons_and_before_the_quiz(self):
        module = a_module(activities=(an_activity(),))

        step = next_step([a_pathway(module)], NOW)

        assert (step.kind, step.activity.code) == (StepKind.ACTIVITY, "LAB-1")

    def test_a_lesson_left_to_read_comes_first(self):
        module = a_module(lessons=[a_lesson()], activities=(an_activity(),))

        assert next_step([a_pathway(module)], NOW).kind is StepKind.LESSON

    def test_a_module_is_not_complete_without_it(self):
        assert not a_pathway(a_module(activities=(an_activity(),), passed=NOW)).is_complete
        assert a_pathway(a_module(activities=(an_activity(is_done=True),), passed=NOW)).is_complete

    @pytest.mark.parametrize(
        "activity",
        [
            pytest.param(an_activity(need=Need.ADVISED), id="only advised"),
            pytest.param(an_activity(url=""), id="offered by nobody today"),
        ],
    )
    def test_what_is_not_required_or_cannot_be_done_is_not_waited_for(self, activity):
        module = a_module(activities=(activity,))

        assert module.is_read
        assert next_step([a_pathway(module)], NOW).kind is StepKind.QUIZ
        assert module_segments(module) == ["f", "c"]

    def test_it_has_a_segment_of_its_own(self):
        module = a_module(activities=(an_activity(),))

        assert module_segments(module) == ["f", "c", ""]


@pytest.mark.django_db
class TestDoingAnActivity:
    def test_twice_keeps_the_first_date(self):
        learner = UserFactory()

        first = complete_activity(learner=learner, code="LAB-91")
        again = complete_activity(learner=learner, code="LAB-91")

        assert (first, first.completed_at) == (again, again.completed_at)
        assert ActivityCompletion.objects.count() == 1

    def test_completes_the_pathway_that_waited_for_nothing_else(self, lab, django_capture_on_commit_callbacks):
        course = a_course(lessons=1, activities=["LAB-91"])
        enrollment = EnrollmentFactory(pathway=course.pathway)
        read(enrollment.learner, *course.lessons)
        submit(enrollment.learner, course.module, 10)
        heard = []

        def listen(sender, enrollment_id, **facts):
            heard.append(enrollment_id)

        course_completed.connect(listen)
        with django_capture_on_commit_callbacks(execute=True):
            complete_activity(learner=enrollment.learner, code="LAB-91")
            complete_activity(learner=enrollment.learner, code="LAB-91")
        course_completed.disconnect(listen)

        enrollment.refresh_from_db()
        assert enrollment.completed_at is not None
        assert heard == [enrollment.pk]

    def test_completes_nothing_while_a_lesson_is_left(self, lab):
        course = a_course(lessons=1, activities=["LAB-91"])
        enrollment = EnrollmentFactory(pathway=course.pathway)
        submit(enrollment.learner, course.module, 10)

        complete_activity(learner=enrollment.learner, code="LAB-91")

        enrollment.refresh_from_db()
        assert enrollment.completed_at is None

    def test_a_pathway_is_not_complete_without_it(self, lab):
        course = a_course(lessons=1, activities=["LAB-91"])
        enrollment = EnrollmentFactory(pathway=course.pathway)
        submit(enrollment.learner, course.module, 10)

        complete_lesson(learner=enrollment.learner, lesson=course.lessons[0])

        assert not standing_in(enrollment=enrollment).has_everything

    def test_goes_with_the_account(self):
        mine, theirs = UserFactory(), UserFactory()
        complete_activity(learner=mine, code="LAB-91")
        complete_activity(learner=theirs, code="LAB-91")

        erase_account(user=mine)

        assert [row.learner for row in ActivityCompletion.objects.all()] == [theirs]

    def test_what_one_did_is_read_in_one_query(self, django_assert_num_queries):
        course = a_course(lessons=2)
        learner, other = UserFactory(), UserFactory()
        read(learner, course.lessons[0])
        read(other, course.lessons[1])
        complete_activity(learner=learner, code="LAB-91")
        complete_activity(learner=learner, code="LAB-92")

        with django_assert_num_queries(1):
            everything = deeds_of(learner=learner)
        some = deeds_of(learner=learner, lessons=[course.lessons[1].pk], activities=["LAB-92"])

        assert (set(everything.finished), everything.activities) == ({course.lessons[0].pk}, {"LAB-91", "LAB-92"})
        assert (some.finished, some.activities) == ({}, {"LAB-92"})


@pytest.mark.django_db
class TestALessonThatRequiresAnActivity:
    def test_is_not_finished_before_it(self, lab):
        lesson, learner = a_lesson_that_asks(), UserFactory()

        with pytest.raises(ActivityMissing, match="faites l’activité «\u00a0Lire une journée\u00a0»"):
            complete_lesson(learner=learner, lesson=lesson)

        assert not LessonCompletion.objects.exists()

    def test_is_finished_after_it(self, lab):
        lesson, learner = a_lesson_that_asks(), UserFactory()
        complete_activity(learner=learner, code="LAB-91")

        complete_lesson(learner=learner, lesson=lesson)

        assert LessonCompletion.objects.get().lesson == lesson

    @pytest.mark.parametrize("asked", [{"required": False}, {"code": "LAB-99"}])
    def test_does_not_wait_for_what_is_optional_or_unavailable(self, lab, asked):
        complete_lesson(learner=UserFactory(), lesson=a_lesson_that_asks(**asked))

        assert LessonCompletion.objects.count() == 1

    def test_stays_finished_when_the_requirement_comes_later(self, lab):
        lesson, learner = a_lesson_that_asks(), UserFactory()
        read(learner, lesson)

        complete_lesson(learner=learner, lesson=lesson)
        assert LessonCompletion.objects.count() == 1

        reopen_lesson(learner=learner, lesson=lesson)
        with pytest.raises(ActivityMissing):
            complete_lesson(learner=learner, lesson=lesson)

    def test_refuses_the_button_with_a_sentence_and_a_link(self, client, lab):
        lesson = a_lesson_that_asks()
        client.force_login(UserFactory())

        answer = client.post(reverse("progress:complete_lesson", args=[lesson.code]))

        assert (answer.status_code, answer.url) == (302, lesson.url)
        (said,) = [str(message) for message in get_messages(answer.wsgi_request)]
        assert "Avant de terminer cette leçon, faites l’activité" in said
        page = words_of(client.get(lesson.url))
        assert f'Lire une journée ». <a href="{lab.url}">Ouvrir l’activité</a>' in page
        assert not LessonCompletion.objects.exists()

    def test_says_so_beforehand_until_it_is_done(self, client, lab):
        lesson, learner = a_lesson_that_asks(), UserFactory()
        client.force_login(learner)

        before = words_of(client.get(lesson.url))
        complete_activity(learner=learner, code="LAB-91")
        after = words_of(client.get(lesson.url))

        assert "Avant de terminer cette leçon, il vous reste à faire :" in before
        assert "À faire</span>" in before
        assert "il vous reste à faire" not in after
        assert "Faite</span>" in after
        assert "<!--activite" not in after


@pytest.mark.django_db
class TestAKeptLesson:
    def reader(self, lesson):
        client = Client()
        client.learner = UserFactory()
        client.force_login(client.learner)
        return client

    def test_is_never_that_of_somebody_who_did_the_activity(self, lab):
        lesson = a_lesson_that_asks()
        did, did_not = self.reader(lesson), self.reader(lesson)
        complete_activity(learner=did.learner, code="LAB-91")

        for _ in range(2):
            assert "Faite</span>" in words_of(did.get(lesson.url))
            assert "Faite</span>" not in words_of(did_not.get(lesson.url))

    def test_does_not_depend_on_activities_of_other_lessons(self, lab, monkeypatch):
        lesson = a_lesson_that_asks()
        did_another, did_none = self.reader(lesson), self.reader(lesson)
        complete_activity(learner=did_another.learner, code="LAB-95")
        made = []
        monkeypatch.setattr("courses.progress.kept_lessons.TemplateResponse.render", rendered_in(made))

        did_another.get(lesson.url)
        did_none.get(lesson.url)

        assert len(made) == 1

    def test_costs_at_most_four_queries_and_twelve_to_make(self, lab, django_assert_max_num_queries):
        lesson = a_lesson_that_asks()
        Client().get("/")  # the settings of the site are read once for all pages
        client = self.reader(lesson)
        enroll(learner=client.learner, pathway=a_course().pathway)
        assert lesson.url  # so is the place of the site in the tree

        with django_assert_max_num_queries(12):
            client.get(lesson.url)
        with django_assert_max_num_queries(4):
            client.get(lesson.url)


def rendered_in(made):
    from django.template.response import TemplateResponse

    render = TemplateResponse.render

    def counted(self):
        if not self.is_rendered:
            made.append(self)
        return render(self)

    return counted


@pytest.mark.django_db
class TestPages:
    def test_my_space_says_what_to_do_and_where(self, client, lab):
        course = a_course(lessons=1, activities=["LAB-91"])
        enrollment = EnrollmentFactory(pathway=course.pathway)
        read(enrollment.learner, *course.lessons)
        client.force_login(enrollment.learner)

        page = words_of(client.get("/mon-espace/"))

        assert "Faites l’activité « Lire une journée »" in page
        assert "Ouvrir l’activité" in page
        assert "Activité à faire" in page
        assert f'<a href="{lab.url}">Lire une journée</a>' in page

    def test_my_space_survives_an_activity_that_nobody_offers(self, client):
        course = a_course(lessons=1, activities=["LAB-99"])
        enrollment = EnrollmentFactory(pathway=course.pathway)
        read(enrollment.learner, *course.lessons)
        client.force_login(enrollment.learner)

        page = words_of(client.get("/mon-espace/"))

        assert "Activité indisponible pour le moment" in page
        assert f"Passez l’évaluation « {course.module.title} »" in page

    def test_a_module_passed_before_its_activity_says_so(self, client, lab):
        course = a_course(lessons=1, activities=["LAB-91"])
        enrollment = EnrollmentFactory(pathway=course.pathway)
        read(enrollment.learner, *course.lessons)
        submit(enrollment.learner, course.module, 10)
        client.force_login(enrollment.learner)

        assert "Évaluation réussie, activité à faire" in words_of(client.get("/mon-espace/"))

    def test_the_module_leads_to_it_once_its_lessons_are_read(self, client, lab):
        course = a_course(lessons=1, activities=["LAB-91"])
        enrollment = EnrollmentFactory(pathway=course.pathway)
        read(enrollment.learner, *course.lessons)
        client.force_login(enrollment.learner)

        page = words_of(client.get(course.module.url))
        complete_activity(learner=enrollment.learner, code="LAB-91")

        assert f'<a class="bouton" href="{lab.url}">Faire l’activité : Lire une journée</a>' in page
        assert "Faire l’activité" not in words_of(client.get(course.module.url))

    def test_the_quiz_advises_to_do_it_before(self, client, lab):
        course = a_course(lessons=1, activities=["LAB-91"])
        enrollment = EnrollmentFactory(pathway=course.pathway)
        read(enrollment.learner, *course.lessons)
        client.force_login(enrollment.learner)

        page = words_of(client.get(reverse("progress:quiz", args=[course.module.slug])))

        assert "Il vous reste à faire l’activité « Lire une journée »." in page
        assert "Commencer l’évaluation" in page
