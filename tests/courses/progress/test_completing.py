"""Finishing lessons, passing quizzes, completing a pathway: what is announced, and when."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.progress.models import LessonCompletion
from courses.progress.services import complete_lesson, record_attempt, reopen_lesson, standing_in
from courses.progress.signals import course_completed, module_completed
from courses.progress.tasks import catch_up_progress
from courses.quizzes.signals import attempt_submitted
from tests.courses.progress.factories import EnrollmentFactory, a_course, read, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """What was announced, in order: (signal, its facts)."""
    calls = []

    def on_module(sender, signal, **facts):
        calls.append(("module", facts))

    def on_course(sender, signal, **facts):
        calls.append(("course", facts))

    module_completed.connect(on_module)
    course_completed.connect(on_course)
    yield calls
    module_completed.disconnect(on_module)
    course_completed.disconnect(on_course)


def names(heard):
    return [name for name, _facts in heard]


class TestFinishingALesson:
    def test_twice_keeps_the_first_date(self):
        course = a_course()
        enrollment = EnrollmentFactory(pathway=course.pathway)
        lesson = course.lessons[0]

        first = complete_lesson(learner=enrollment.learner, lesson=lesson)
        again = complete_lesson(learner=enrollment.learner, lesson=lesson)

        assert first == again
        assert LessonCompletion.objects.count() == 1

    def test_needs_no_enrollment(self):
        course = a_course()
        learner = EnrollmentFactory().learner

        complete_lesson(learner=learner, lesson=course.lessons[0])

        assert LessonCompletion.objects.get().learner == learner

    def test_can_be_undone(self):
        course = a_course()
        enrollment = EnrollmentFactory(pathway=course.pathway)
        read(enrollment.learner, *course.lessons)

        reopen_lesson(learner=enrollment.learner, lesson=course.lessons[0])

        assert standing_in(enrollment=enrollment).modules[0].lessons_done == 1

    def test_undoes_nobody_elses(self):
        course = a_course()
        mine, theirs = EnrollmentFactory(pathway=course.pathway), EnrollmentFactory(pathway=course.pathway)
        read(theirs.learner, *course.lessons)

        reopen_lesson(learner=mine.learner, lesson=course.lessons[0])

        assert standing_in(enrollment=theirs).modules[0].is_read

    def test_completes_the_pathway_when_the_quiz_was_passed_before(self, heard, django_capture_on_commit_callbacks):
        course = a_course(lessons=1)
        enrollment = EnrollmentFactory(pathway=course.pathway)
        submit(enrollment.learner, course.module, 10)

        with django_capture_on_commit_callbacks(execute=True):
            complete_lesson(learner=enrollment.learner, lesson=course.lessons[0])

        assert heard == [("course", {"enrollment_id": enrollment.pk})]

    def test_leaves_a_completed_pathway_completed_when_undone(self):
        course = a_course(lessons=1)
        enrollment = EnrollmentFactory(pathway=course.pathway, completed=True)
        read(enrollment.learner, *course.lessons)

        reopen_lesson(learner=enrollment.learner, lesson=course.lessons[0])

        assert standing_in(enrollment=enrollment).is_complete


class TestPassingAQuiz:
    def test_announces_the_module_then_the_pathway(self, heard, django_capture_on_commit_callbacks):
        course = a_course(lessons=1)
        enrollment = EnrollmentFactory(pathway=course.pathway)
        read(enrollment.learner, *course.lessons)
        attempt = submit(enrollment.learner, course.module, 6)

        with django_capture_on_commit_callbacks(execute=True):
            record_attempt(attempt_id=attempt.pk)

        assert heard == [
            ("module", {"enrollment_id": enrollment.pk, "module_id": course.module.pk}),
            ("course", {"enrollment_id": enrollment.pk}),
        ]
        enrollment.refresh_from_db()
        assert enrollment.completed_at is not None

    def test_announces_nothing_before_the_commit(self, heard, django_capture_on_commit_callbacks):
        course = a_course(lessons=0)
        attempt = submit(EnrollmentFactory(pathway=course.pathway).learner, course.module, 6)

        with django_capture_on_commit_callbacks():
            record_attempt(attempt_id=attempt.pk)

        assert heard == []

    def test_is_heard_from_the_quizzes(self, heard, django_capture_on_commit_callbacks):
        course = a_course()
        attempt = submit(EnrollmentFactory(pathway=course.pathway).learner, course.module, 6)

        with django_capture_on_commit_callbacks(execute=True):
            attempt_submitted.send_robust(sender=None, attempt_id=attempt.pk)

        assert names(heard) == ["module"]

    def test_announces_the_pathway_once_however_often_it_is_recorded(self, heard, django_capture_on_commit_callbacks):
        course = a_course(lessons=0)
        attempt = submit(EnrollmentFactory(pathway=course.pathway).learner, course.module, 6)

        with django_capture_on_commit_callbacks(execute=True):
            record_attempt(attempt_id=attempt.pk)
            record_attempt(attempt_id=attempt.pk)

        assert names(heard).count("course") == 1

    def test_a_second_time_announces_nothing(self, heard, django_capture_on_commit_callbacks):
        course = a_course(lessons=2)
        learner = EnrollmentFactory(pathway=course.pathway).learner
        submit(learner, course.module, 7, submitted_at=timezone.now() - timedelta(days=2))
        better = submit(learner, course.module, 10)

        with django_capture_on_commit_callbacks(execute=True):
            record_attempt(attempt_id=better.pk)

        assert heard == []

    def test_below_the_threshold_announces_nothing(self, heard, django_capture_on_commit_callbacks):
        course = a_course(lessons=0)
        attempt = submit(EnrollmentFactory(pathway=course.pathway).learner, course.module, 5)

        with django_capture_on_commit_callbacks(execute=True):
            record_attempt(attempt_id=attempt.pk)

        assert heard == []

    def test_for_one_audience_counts_for_no_other(self, heard, django_capture_on_commit_callbacks):
        course = a_course(lessons=0)
        attempt = submit(EnrollmentFactory(pathway=course.pathway).learner, course.module, 10, audience="cadre")

        with django_capture_on_commit_callbacks(execute=True):
            record_attempt(attempt_id=attempt.pk)

        assert heard == []

    def test_an_open_attempt_changes_nothing(self, heard, django_capture_on_commit_callbacks):
        course = a_course(lessons=0)
        attempt = submit(EnrollmentFactory(pathway=course.pathway).learner, course.module, None)

        with django_capture_on_commit_callbacks(execute=True):
            record_attempt(attempt_id=attempt.pk)

        assert heard == []

    def test_does_not_complete_the_pathway_while_a_module_is_below_its_threshold(
        self, heard, django_capture_on_commit_callbacks
    ):
        course = a_course(lessons=0)
        other = a_course(lessons=0, pathway=course.pathway)
        learner = EnrollmentFactory(pathway=course.pathway).learner
        submit(learner, other.module, 5)
        brilliant = submit(learner, course.module, 10)

        with django_capture_on_commit_callbacks(execute=True):
            record_attempt(attempt_id=brilliant.pk)

        assert names(heard) == ["module"]

    def test_does_not_wait_for_advised_lessons(self, heard, django_capture_on_commit_callbacks):
        course = a_course(lessons=1, advised=2, optional=1)
        learner = EnrollmentFactory(pathway=course.pathway).learner
        read(learner, *course.lessons)
        attempt = submit(learner, course.module, 6)

        with django_capture_on_commit_callbacks(execute=True):
            record_attempt(attempt_id=attempt.pk)

        assert names(heard) == ["module", "course"]


class TestTheNight:
    def test_completes_what_a_lost_ring_left_undone(self, heard, django_capture_on_commit_callbacks, capsys):
        course = a_course(lessons=1)
        enrollment = EnrollmentFactory(pathway=course.pathway)
        read(enrollment.learner, *course.lessons)
        submit(enrollment.learner, course.module, 8)

        with django_capture_on_commit_callbacks(execute=True):
            call_command("catch_up_progress")
            call_command("catch_up_progress")

        assert heard == [("course", {"enrollment_id": enrollment.pk})]
        told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Parcours")]
        assert told == ["Parcours achevés\N{NO-BREAK SPACE}: 1", "Parcours achevés\N{NO-BREAK SPACE}: 0"]

    def test_leaves_alone_who_has_not_finished(self, heard, django_capture_on_commit_callbacks):
        course = a_course(lessons=1)
        enrollment = EnrollmentFactory(pathway=course.pathway)
        submit(enrollment.learner, course.module, 8)

        with django_capture_on_commit_callbacks(execute=True):
            call_command("catch_up_progress")

        enrollment.refresh_from_db()
        assert (heard, enrollment.completed_at) == ([], None)

    def test_is_a_task_that_the_worker_runs(self, heard, django_capture_on_commit_callbacks):
        course = a_course(lessons=0)
        submit(EnrollmentFactory(pathway=course.pathway).learner, course.module, 8)

        with django_capture_on_commit_callbacks(execute=True):
            catch_up_progress.delay()

        assert names(heard) == ["course"]
