"""What trainers do: read, decide once, and take a decision back as long as nothing stands on it."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from kombu.exceptions import OperationalError

from courses.assignments.models import Review, Submission
from courses.assignments.rules.submissions import Verdict
from courses.assignments.services import (
    AlreadyDecided,
    CommentMissing,
    NotWaiting,
    TooLate,
    begin_again,
    begin_reading,
    decide,
    give_back,
    may_be_reconsidered,
    reconsider,
)
from courses.assignments.tasks import tell_decision, tell_reconsidered
from courses.progress.models import Enrollment
from tests.cms.accounts.factories import UserFactory
from tests.courses.assignments.factories import AssignmentFactory, being_read, decided, drafted, handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment():
    return AssignmentFactory(parts=["projet", "fiche"])


@pytest.fixture
def trainer():
    return UserFactory(trainer=True, name="Fanny Essai")


def no_broker(*_ids):
    raise OperationalError("connection refused")


def state_of(submission):
    return Submission.objects.get(pk=submission.pk).state


class TestReading:
    def test_says_who_reads_since_when(self, assignment, trainer):
        reading = begin_reading(submission=handed_in(assignment), by=trainer)

        assert (reading.state, reading.reader) == ("en-lecture", trainer)
        assert reading.reading_since is not None

    def test_begun_by_somebody_else_goes_on_in_their_name(self, assignment, trainer):
        reading = being_read(assignment, by=trainer)

        assert begin_reading(submission=reading, by=UserFactory(trainer=True)).reader == trainer

    def test_is_given_back_to_whoever_comes_next(self, assignment, trainer):
        waiting = give_back(submission=being_read(assignment), by=trainer)

        assert (waiting.state, waiting.reader) == ("rendue", None)

    def test_of_a_draft_is_impossible(self, assignment, trainer):
        with pytest.raises(NotWaiting):
            begin_reading(submission=drafted(assignment), by=trainer)

    @pytest.mark.parametrize("role", [{}, {"registrar": True}], ids=["learner", "registrar"])
    def test_is_for_trainers(self, assignment, role):
        with pytest.raises(NotWaiting):
            begin_reading(submission=handed_in(assignment), by=UserFactory(**role))

    @pytest.mark.parametrize("role", ["trainer", "editor", "administrator"])
    def test_is_for_whoever_teaches_or_more(self, assignment, role):
        assert begin_reading(submission=handed_in(assignment), by=UserFactory(**{role: True})).is_being_read

    def test_of_ones_own_work_is_impossible(self, assignment, trainer):
        from tests.courses.progress.factories import EnrollmentFactory

        EnrollmentFactory(learner=trainer, pathway=assignment.pathway)
        mine = handed_in(assignment, trainer)

        with pytest.raises(PermissionDenied):
            begin_reading(submission=mine, by=trainer)


class TestDeciding:
    def decide(self, submission, by, **facts):
        facts = {"verdict": Verdict.ACCEPTED, "stamp": submission.stamp, **facts}
        return decide(submission=submission, by=by, **facts)

    def test_accepts_and_announces_it_once_committed(
        self, assignment, trainer, announced, django_capture_on_commit_callbacks
    ):
        reading = being_read(assignment)

        with django_capture_on_commit_callbacks(execute=True):
            self.decide(reading, trainer)
            assert announced == []

        assert state_of(reading) == "acceptee"
        assert announced == [reading.pk]

    def test_announces_it_though_no_broker_takes_the_letter(
        self, assignment, trainer, announced, django_capture_on_commit_callbacks, monkeypatch
    ):
        reading = being_read(assignment)
        monkeypatch.setattr(tell_decision, "delay", no_broker)

        with django_capture_on_commit_callbacks(execute=True):
            review = self.decide(reading, trainer)

        assert announced == [reading.pk]
        assert review in Review.objects.filter(told_at=None)

    def test_asks_again_with_words_for_each_part(self, assignment, trainer, announced):
        reading = being_read(assignment)

        review = self.decide(
            reading,
            trainer,
            verdict=Verdict.REDO,
            comment=" À préciser. ",
            part_comments={"fiche": "Qui ?", "projet": " "},
        )

        assert (review.comment, review.part_comments) == ("À préciser.", {"fiche": "Qui ?"})
        assert state_of(reading) == "a-reprendre"
        assert announced == []

    def test_never_asks_again_without_a_word(self, assignment, trainer):
        reading = being_read(assignment)

        with pytest.raises(CommentMissing):
            self.decide(reading, trainer, verdict=Verdict.REDO, comment=" ")

        assert state_of(reading) == "en-lecture"

    def test_of_two_trainers_the_second_is_told_and_writes_nothing(self, assignment, trainer):
        reading = being_read(assignment)
        self.decide(reading, trainer)

        with pytest.raises(AlreadyDecided):
            self.decide(reading, UserFactory(trainer=True), verdict=Verdict.REDO, comment="Non")

        assert (state_of(reading), Review.objects.count()) == ("acceptee", 1)

    def test_needs_the_version_as_the_page_showed_it(self, assignment, trainer):
        reading = being_read(assignment)
        give_back(submission=reading, by=trainer)
        begin_reading(submission=reading, by=trainer)

        with pytest.raises(AlreadyDecided):
            self.decide(reading, trainer)

    def test_needs_that_reading_has_begun(self, assignment, trainer):
        waiting = handed_in(assignment)

        with pytest.raises(AlreadyDecided):
            self.decide(waiting, trainer)

    def test_of_ones_own_work_is_impossible(self, assignment, trainer):
        from tests.courses.progress.factories import EnrollmentFactory

        EnrollmentFactory(learner=trainer, pathway=assignment.pathway)
        mine = being_read(assignment, trainer)

        with pytest.raises(PermissionDenied):
            self.decide(mine, trainer)


class TestTellingTheLearner:
    @pytest.mark.parametrize(
        ("verdict", "subject"),
        [(Verdict.ACCEPTED, "Votre production est acceptée"), (Verdict.REDO, "Votre production est à reprendre")],
    )
    def test_a_letter_leaves_with_the_decision(
        self, assignment, verdict, subject, django_capture_on_commit_callbacks, settings
    ):
        with django_capture_on_commit_callbacks(execute=True):
            done = decided(assignment, verdict=verdict, comment="Un secret à ne pas écrire")

        (letter,) = mail.outbox
        assert letter.to == [done.learner.email]
        assert letter.subject.startswith(subject)
        assert f"{settings.SITE_URL}/parcours/elu/productions/{assignment.code}/" in letter.body
        assert "secret" not in letter.body

    def test_the_same_task_twice_sends_one(self, assignment, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            done = decided(assignment)

        tell_decision(done.reviews.get().pk)

        assert len(mail.outbox) == 1

    def test_a_decision_taken_back_before_the_letter_left_is_not_told(self, assignment, trainer):
        done = decided(assignment)
        reconsider(submission=done, by=trainer)

        tell_decision(done.reviews.get().pk)
        tell_reconsidered(done.reviews.get().pk)

        assert mail.outbox == []

    def test_a_decision_taken_back_after_it_is_told_as_well(
        self, assignment, trainer, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            done = decided(assignment)
            reconsidered = reconsider
        with django_capture_on_commit_callbacks(execute=True):
            reconsidered(submission=done, by=trainer)
        tell_reconsidered(done.reviews.get().pk)

        assert [letter.subject.split("\N{NO-BREAK SPACE}")[0] for letter in mail.outbox] == [
            "Votre production est acceptée",
            "La décision sur votre production est revue",
        ]


class TestTakingADecisionBack:
    def test_has_the_version_read_again_and_keeps_what_was_said(self, assignment, trainer):
        done = decided(assignment, comment="Trop vite")

        again = reconsider(submission=done, by=trainer)

        assert (again.state, again.decided_at, again.reader) == ("en-lecture", None, trainer)
        review = done.reviews.get()
        assert (review.comment, review.withdrawn_at is None) == ("Trop vite", False)

    def test_leads_to_another_decision(self, assignment, trainer):
        again = reconsider(submission=decided(assignment), by=trainer)

        decide(submission=again, by=trainer, stamp=again.stamp, verdict=Verdict.REDO, comment="À revoir")

        found = Submission.objects.with_content().get(pk=again.pk)
        assert (found.state, found.review.comment, found.reviews.count()) == ("a-reprendre", "À revoir", 2)

    def test_is_too_late_once_the_pathway_is_completed(self, assignment, trainer):
        done = decided(assignment)
        Enrollment.objects.filter(learner=done.learner).update(completed_at=timezone.now())

        assert not may_be_reconsidered(submission=done)
        with pytest.raises(TooLate):
            reconsider(submission=done, by=trainer)
        assert state_of(done) == "acceptee"

    def test_is_too_late_once_a_new_version_is_begun(self, assignment, trainer):
        done = decided(assignment, verdict=Verdict.REDO)
        begin_again(learner=done.learner, assignment=assignment)

        assert not may_be_reconsidered(submission=done)
        with pytest.raises(TooLate):
            reconsider(submission=done, by=trainer)
