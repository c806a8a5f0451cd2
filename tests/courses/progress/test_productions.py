"""Productions in a learner's progress: what is left, the next step, and the pathway that an acceptance completes."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.core import mail
from django.core.management import call_command

from courses.assignments.models import Submission
from courses.assignments.rules.submissions import Verdict
from courses.assignments.services import begin_again, reconsider
from courses.assignments.signals import submission_accepted
from courses.pathways.models import Requirement
from courses.progress.models import Enrollment
from courses.progress.rules import Need, ProductionStanding, StepKind, Work, next_step
from courses.progress.services import record_acceptance, standing_in, standings_of
from tests.cms.accounts.factories import UserFactory
from tests.courses.assignments.factories import (
    AssignmentFactory,
    accepted_submissions,
    being_read,
    decided,
    drafted,
    handed_in,
)
from tests.courses.progress.factories import EnrollmentFactory, a_course, read, submit
from tests.courses.progress.test_completing import heard, names  # noqa: F401
from tests.courses.progress.test_rules import a_lesson, a_module, a_pathway, a_quiz

NOW = datetime(2026, 11, 23, 9, 14)


def a_production(code="fiche", work=Work.TO_DO, need=Need.REQUIRED):
    return ProductionStanding(code, f"La {code}", f"/{code}/", need, work, NOW if work is Work.ACCEPTED else None)


def asking(pathway, *productions):
    return replace(pathway, productions=productions)


DONE = a_module(passed=NOW)


class TestTheRules:
    @pytest.mark.parametrize("work", Work)
    def test_a_pathway_is_complete_once_its_production_is_accepted(self, work):
        assert asking(a_pathway(DONE), a_production(work=work)).has_everything is (work is Work.ACCEPTED)

    def test_each_required_production_counts(self):
        pathway = asking(a_pathway(DONE), a_production(work=Work.ACCEPTED), a_production("note"))

        assert [each.code for each in pathway.productions_missing] == ["note"]
        assert not pathway.has_everything

    def test_an_advised_one_is_not_waited_for(self):
        assert asking(a_pathway(DONE), a_production(need=Need.ADVISED)).has_everything

    def test_a_production_completes_nothing_by_itself(self):
        assert not asking(a_pathway(), a_production(work=Work.ACCEPTED)).has_everything

    def test_what_was_completed_before_stays_so(self):
        assert asking(a_pathway(DONE, completed_on=NOW), a_production()).is_complete

    @pytest.mark.parametrize("work", [Work.TO_DO, Work.DRAFT, Work.TO_REDO])
    def test_it_comes_when_the_modules_are_done(self, work):
        step = next_step([asking(a_pathway(DONE), a_production(work=work))], NOW)

        assert (step.kind, step.production.work) == (StepKind.PRODUCTION, work)

    def test_lessons_and_quizzes_come_before(self):
        unread = a_module(lessons=[a_lesson()])

        assert next_step([asking(a_pathway(unread), a_production())], NOW).kind is StepKind.LESSON

    def test_it_comes_before_a_quiz_that_has_to_wait(self):
        waiting = a_module(quiz=a_quiz(attempts_used=1, not_before=NOW.replace(hour=23)))

        assert next_step([asking(a_pathway(waiting), a_production())], NOW).kind is StepKind.PRODUCTION

    def test_waiting_for_a_trainer_is_a_step_when_nothing_else_is_left(self):
        step = next_step([asking(a_pathway(DONE), a_production(work=Work.WAITING))], NOW)

        assert (step.kind, step.production.code) == (StepKind.READING, "fiche")

    @pytest.mark.parametrize(
        ("module", "kind"),
        [
            (a_module(lessons=[a_lesson()]), StepKind.LESSON),
            (a_module(), StepKind.QUIZ),
            (a_module(quiz=a_quiz(attempts_used=1, not_before=NOW.replace(hour=23))), StepKind.WAIT),
            (a_module(quiz=a_quiz(attempts_left=0)), StepKind.TUTOR),
        ],
    )
    def test_all_other_work_comes_before_that_wait(self, module, kind):
        assert next_step([asking(a_pathway(module), a_production(work=Work.WAITING))], NOW).kind is kind

    def test_another_production_comes_before_that_wait(self):
        pathway = asking(a_pathway(DONE), a_production(work=Work.WAITING), a_production("note"))

        assert next_step([pathway], NOW).production.code == "note"

    def test_the_passport_comes_when_it_is_accepted(self):
        assert next_step([asking(a_pathway(DONE), a_production(work=Work.ACCEPTED))], NOW).kind is StepKind.PASSPORT


pytestmark = pytest.mark.django_db


def ready(**facts):
    """Somebody who has read and passed all, but has not handed in what the pathway asks."""
    course = a_course(lessons=1)
    assignment = AssignmentFactory(pathway=course.pathway, code="fiche-de-decision", **facts)
    enrollment = EnrollmentFactory(pathway=course.pathway)
    read(enrollment.learner, *course.lessons)
    submit(enrollment.learner, course.module, 9)
    return enrollment, assignment


class TestStandings:
    @pytest.mark.parametrize(
        ("make", "work"),
        [
            (drafted, Work.DRAFT),
            (handed_in, Work.WAITING),
            (being_read, Work.WAITING),
            (decided, Work.ACCEPTED),
            (lambda *who: decided(*who, verdict=Verdict.REDO), Work.TO_REDO),
        ],
    )
    def test_tell_how_far_the_production_is(self, make, work):
        enrollment, assignment = ready()
        make(assignment, enrollment.learner)

        (production,) = standing_in(enrollment=enrollment).productions

        assert production.work is work
        assert (production.accepted_on is not None) is (work is Work.ACCEPTED)

    def test_look_at_the_last_version(self):
        enrollment, assignment = ready()
        decided(assignment, enrollment.learner, verdict=Verdict.REDO)
        begin_again(learner=enrollment.learner, assignment=assignment)

        assert standing_in(enrollment=enrollment).productions[0].work is Work.DRAFT

    def test_tell_nothing_of_anybody_else(self):
        enrollment, assignment = ready()
        decided(assignment)

        assert standing_in(enrollment=enrollment).productions[0].work is Work.TO_DO

    def test_cost_the_same_with_one_production_or_ten(self, django_assert_max_num_queries):
        enrollment, assignment = ready()
        standing_in(enrollment=enrollment)
        with django_assert_max_num_queries(12) as one:
            standings_of(learner=enrollment.learner, enrollments=[enrollment])
        for _ in range(9):
            decided(AssignmentFactory(pathway=assignment.pathway), enrollment.learner)
        with django_assert_max_num_queries(12) as ten:
            standings_of(learner=enrollment.learner, enrollments=[enrollment])

        assert len(one) == len(ten)


class TestCompleting:
    def test_an_acceptance_is_the_last_step(self, heard, django_capture_on_commit_callbacks):  # noqa: F811
        enrollment, assignment = ready()

        with django_capture_on_commit_callbacks(execute=True):
            decided(assignment, enrollment.learner)

        assert heard == [("course", {"enrollment_id": enrollment.pk})]
        enrollment.refresh_from_db()
        assert enrollment.completed_at is not None

    def test_nothing_is_completed_before(self, heard, django_capture_on_commit_callbacks):  # noqa: F811
        enrollment, assignment = ready()

        with django_capture_on_commit_callbacks(execute=True):
            decided(assignment, enrollment.learner, verdict=Verdict.REDO)
            call_command("catch_up_progress")

        assert names(heard) == []

    def test_an_acceptance_before_the_last_quiz_waits_for_it(self, heard, django_capture_on_commit_callbacks):  # noqa: F811
        course = a_course(lessons=0)
        assignment = AssignmentFactory(pathway=course.pathway)
        enrollment = EnrollmentFactory(pathway=course.pathway)
        with django_capture_on_commit_callbacks(execute=True):
            decided(assignment, enrollment.learner)
        assert heard == []

        submit(enrollment.learner, course.module, 9)
        call_command("catch_up_progress")

        enrollment.refresh_from_db()
        assert enrollment.completed_at is not None

    def test_a_ring_that_was_lost_is_found_by_the_night(self, heard, django_capture_on_commit_callbacks):  # noqa: F811
        enrollment, assignment = ready()
        decided(assignment, enrollment.learner)

        with django_capture_on_commit_callbacks(execute=True):
            call_command("catch_up_progress")

        assert names(heard) == ["course"]

    def test_twice_announces_it_once(self, heard, django_capture_on_commit_callbacks):  # noqa: F811
        enrollment, assignment = ready()
        done = decided(assignment, enrollment.learner)

        with django_capture_on_commit_callbacks(execute=True):
            submission_accepted.send_robust(sender=None, submission_id=done.pk)
            record_acceptance(submission_id=done.pk)

        assert names(heard) == ["course"]

    def test_a_decision_taken_back_meanwhile_completes_nothing(self, heard, django_capture_on_commit_callbacks):  # noqa: F811
        enrollment, assignment = ready()
        done = decided(assignment, enrollment.learner)
        reconsider(submission=done, by=UserFactory(trainer=True))

        with django_capture_on_commit_callbacks(execute=True):
            record_acceptance(submission_id=done.pk)

        assert heard == []

    def test_who_had_completed_the_pathway_stays_so_when_it_asks_for_more(self):
        course = a_course(lessons=0)
        enrollment = EnrollmentFactory(pathway=course.pathway, completed=True)

        AssignmentFactory(pathway=course.pathway)

        assert standing_in(enrollment=enrollment).is_complete

    def test_an_advised_production_is_not_waited_for(self, django_capture_on_commit_callbacks):
        ready(requirement=Requirement.ADVISED)

        with django_capture_on_commit_callbacks(execute=True):
            call_command("catch_up_progress")

        assert Enrollment.objects.exclude(completed_at=None).exists()

    def test_all_that_a_pathway_requires_is_handed_in_for_a_test(self):
        enrollment, assignment = ready()
        AssignmentFactory(pathway=assignment.pathway, code="note", parts=["un", "deux"])

        accepted_submissions(enrollment.learner, assignment.pathway)

        assert standing_in(enrollment=enrollment).has_everything


class TestThePages:
    def text(self, answer):
        return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")

    @pytest.fixture
    def enrollment(self, client):
        enrollment, self.assignment = ready()
        client.force_login(enrollment.learner)
        return enrollment

    @pytest.mark.parametrize(
        ("make", "told"),
        [
            (None, "Rendez « Une fiche de décision »"),
            (drafted, "Terminez « Une fiche de décision », puis rendez"),
            (handed_in, "« Une fiche de décision » attend d’être lue"),
            (lambda *who: decided(*who, verdict=Verdict.REDO), "Reprenez « Une fiche de décision »"),
        ],
        ids=["to do", "begun", "waiting", "to redo"],
    )
    def test_my_space_says_what_comes_next(self, client, enrollment, make, told):
        if make:
            make(self.assignment, enrollment.learner)

        page = self.text(client.get("/mon-espace/"))

        assert told in page
        assert "/parcours/elu/productions/fiche-de-decision/" in page

    @pytest.mark.parametrize("address", ["/mon-espace/", "/parcours/elu/", "module"])
    def test_show_how_far_it_is(self, client, enrollment, address):
        if address == "module":
            address = enrollment.pathway.modules.get().module.url
        handed_in(self.assignment, enrollment.learner)

        assert "En attente de lecture" in self.text(client.get(address))

    def test_of_a_module_say_nothing_of_it_to_a_visitor(self, client):
        enrollment, _assignment = ready()

        page = self.text(client.get(enrollment.pathway.modules.get().module.url))

        assert "Une fiche de décision" not in page

    def test_the_pathway_tells_everybody_what_it_asks_for(self, client):
        ready(parts=["projet", "fiche"])

        page = self.text(client.get("/parcours/elu/"))

        assert "La production demandée" in page
        assert "La partie projet" in page
        assert "et le voir accepté" in page


def test_the_demonstration_hands_in_once_and_again_changes_nothing(capsys):
    from courses.assignments.demonstration import WORKS

    call_command("load_demo_accounts")
    for work in WORKS:
        course = a_course(
            pathway=AssignmentFactory(code=work.code, parts=list(work.texts), pathway__audience=work.pathway).pathway
        )
        assert course.pathway.slug == work.pathway

    call_command("load_demo_productions")
    call_command("load_demo_productions")

    assert Submission.objects.waiting().count() == len(WORKS)
    assert mail.outbox == []
    assert capsys.readouterr().out.splitlines()[-1] == "Productions de démonstration rendues\N{NO-BREAK SPACE}: 0"
