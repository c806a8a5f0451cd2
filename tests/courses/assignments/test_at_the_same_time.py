"""Two tabs, two clicks, two trainers: nothing twice, nothing lost. On whatever database the suite runs on."""

import pytest

from courses.assignments.models import Review, Submission
from courses.assignments.rules.submissions import Verdict
from courses.assignments.services import (
    AlreadyDecided,
    DraftChanged,
    NotWaiting,
    PartEntry,
    ReadingBegun,
    begin_again,
    begin_reading,
    decide,
    hand_in,
    save_draft,
    withdraw,
)
from tests.cms.accounts.factories import UserFactory
from tests.courses.assignments.factories import (
    AssignmentFactory,
    being_read,
    decided,
    drafted,
    filled,
    follower,
    handed_in,
)
from tests.courses.quizzes.test_at_the_same_time import together

pytestmark = pytest.mark.django_db(transaction=True)


def refused(action, *expected):
    """Run it; the refusal, if it is one of these."""
    try:
        return action()
    except expected as refusal:
        return refusal


def test_first_savings_that_leave_together_make_one_draft():
    assignment = AssignmentFactory()
    learner = follower(assignment)
    entries = filled(assignment)

    def save():
        return save_draft(learner=learner, assignment=assignment, stamp=0, entries=entries).submission.pk

    assert len(set(together(*[save] * 4))) == Submission.objects.count() == 1


def test_of_two_texts_saved_together_one_is_told_that_it_came_second():
    assignment = AssignmentFactory()
    draft = drafted(assignment)

    def save(text):
        entries = {"fiche": PartEntry(text=text)}
        return save_draft(learner=draft.learner, assignment=assignment, stamp=draft.stamp, entries=entries)

    told = together(*[lambda text=text: refused(lambda: save(text), DraftChanged) for text in ("Un", "Deux")])

    assert sum(isinstance(each, DraftChanged) for each in told) == 1


def test_clicks_that_hand_in_together_count_once():
    assignment = AssignmentFactory()
    draft = drafted(assignment)

    def click():
        return hand_in(learner=draft.learner, assignment=assignment, stamp=draft.stamp).stamp

    assert len(set(together(*[click] * 4))) == 1


def test_new_versions_begun_together_are_one():
    assignment = AssignmentFactory()
    former = decided(assignment, verdict=Verdict.REDO)

    def begin():
        return begin_again(learner=former.learner, assignment=assignment).pk

    assert len(set(together(*[begin] * 4))) == 1
    assert Submission.objects.count() == 2


def test_either_the_learner_takes_it_back_or_the_trainer_reads_it():
    assignment = AssignmentFactory()
    waiting, trainer = handed_in(assignment), UserFactory(trainer=True)

    back, read = together(
        lambda: refused(lambda: withdraw(submission=waiting), ReadingBegun),
        lambda: refused(lambda: begin_reading(submission=waiting, by=trainer), NotWaiting),
    )

    assert isinstance(back, ReadingBegun) != isinstance(read, NotWaiting)


def test_of_trainers_who_decide_together_one_decides():
    assignment = AssignmentFactory()
    reading = being_read(assignment)
    trainers = [UserFactory(trainer=True) for _ in range(4)]

    def decide_as(trainer):
        verdict = Verdict.ACCEPTED if trainer == trainers[0] else Verdict.REDO
        return decide(submission=reading, by=trainer, stamp=reading.stamp, verdict=verdict, comment="Lu")

    told = together(*[lambda by=by: refused(lambda: decide_as(by), AlreadyDecided) for by in trainers])

    assert sum(isinstance(each, Review) for each in told) == Review.objects.count() == 1
