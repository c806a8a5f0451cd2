"""Handing in freezes; it can be taken back as long as nobody reads."""

import pytest
from django.db import IntegrityError, transaction

from courses.assignments.models import Attachment, Submission
from courses.assignments.rules.submissions import Lack
from courses.assignments.services import (
    Closed,
    DocumentGone,
    DraftChanged,
    Incomplete,
    PartEntry,
    ReadingBegun,
    begin_reading,
    hand_in,
    withdraw,
)
from courses.pathways.models import AssignmentPart
from tests.cms.accounts.factories import UserFactory
from tests.courses.assignments.factories import (
    PDF,
    AssignmentFactory,
    being_read,
    drafted,
    follower,
    handed_in,
    sent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment():
    return AssignmentFactory(parts=["projet", "fiche"])


def test_a_version_waits_for_a_trainer(assignment):
    waiting = handed_in(assignment)

    assert waiting.is_waiting
    assert waiting.handed_in_at is not None


def test_handing_in_twice_gives_one_version(assignment):
    draft = drafted(assignment)
    first = hand_in(learner=draft.learner, assignment=assignment, stamp=draft.stamp)

    again = hand_in(learner=draft.learner, assignment=assignment, stamp=draft.stamp)

    assert (again, again.handed_in_at) == (first, first.handed_in_at)


def test_an_empty_part_is_refused_and_named(assignment):
    draft = drafted(assignment, fiche=PartEntry(text="   "))

    with pytest.raises(Incomplete) as caught:
        hand_in(learner=draft.learner, assignment=assignment, stamp=draft.stamp)

    assert caught.value.lacks == {"fiche": Lack.EMPTY}
    assert Submission.objects.get().is_draft


def test_a_text_that_is_too_long_is_refused(assignment):
    AssignmentPart.objects.filter(code="fiche").update(most_words=50)
    draft = drafted(assignment, fiche=PartEntry(text="mot " * 51))

    with pytest.raises(Incomplete) as caught:
        hand_in(learner=draft.learner, assignment=assignment, stamp=draft.stamp)

    assert caught.value.lacks == {"fiche": Lack.TOO_LONG}


def test_a_file_alone_is_enough(assignment):
    assert handed_in(assignment, fiche=PartEntry(files=[sent("un.pdf", PDF)])).is_waiting


def test_what_is_asked_today_is_what_counts(assignment):
    draft = drafted(assignment)
    AssignmentPart.objects.create(assignment=assignment, code="annexe", title="L’annexe", sort_order=9)
    assignment = type(assignment).objects.get(pk=assignment.pk)

    with pytest.raises(Incomplete) as caught:
        hand_in(learner=draft.learner, assignment=assignment, stamp=draft.stamp)

    assert caught.value.lacks == {"annexe": Lack.EMPTY}


def test_only_what_was_read_again_is_handed_in(assignment):
    draft = drafted(assignment)

    with pytest.raises(DraftChanged):
        hand_in(learner=draft.learner, assignment=assignment, stamp=draft.stamp - 1)


def test_nothing_is_handed_in_without_a_draft(assignment):
    with pytest.raises(Closed):
        hand_in(learner=follower(assignment), assignment=assignment, stamp=0)


class TestDocumentsOfTheSite:
    def test_are_copied_as_they_are_then(self, assignment, sheets, stored):
        learner = follower(assignment)
        sheets(learner, "12", text="Un brouillon de fiche")
        draft = drafted(assignment, learner, fiche=PartEntry(documents=[("fiches", "12")]))
        sheets(learner, "12", title="Les lampadaires, revus", text="**Repousser** d’un an.", pdf=PDF)

        hand_in(learner=learner, assignment=assignment, stamp=draft.stamp)
        sheets(learner, "12", text="Changée depuis")

        copy = Attachment.objects.get()
        assert (copy.name, copy.text) == ("Les lampadaires, revus", "**Repousser** d’un an.")
        with copy.file.open() as file:
            assert file.read() == PDF
        assert len(stored()) == 1

    def test_that_are_gone_are_told_before_anything_is_handed_in(self, assignment, sheets):
        learner = follower(assignment)
        sheets(learner, "12")
        draft = drafted(assignment, learner, fiche=PartEntry(documents=[("fiches", "12")]))
        sheets.forget()

        with pytest.raises(DocumentGone, match="Les lampadaires"):
            hand_in(learner=learner, assignment=assignment, stamp=draft.stamp)

        assert Submission.objects.get().is_draft

    def test_are_taken_anew_after_taking_back(self, assignment, sheets, stored, django_capture_on_commit_callbacks):
        learner = follower(assignment)
        sheets(learner, "12", pdf=PDF)
        waiting = handed_in(assignment, learner, fiche=PartEntry(documents=[("fiches", "12")]))

        with django_capture_on_commit_callbacks(execute=True):
            draft = withdraw(submission=waiting)

        copy = Attachment.objects.get()
        assert (copy.text, copy.file.name, stored()) == ("", "", [])
        hand_in(learner=learner, assignment=assignment, stamp=draft.stamp)
        assert Attachment.objects.get().text == "**Repousser** d’un an."


class TestTakingBack:
    def test_makes_a_draft_again(self, assignment):
        draft = withdraw(submission=handed_in(assignment))

        assert draft.is_draft
        assert draft.handed_in_at is None

    def test_twice_changes_nothing(self, assignment):
        waiting = handed_in(assignment)

        assert withdraw(submission=waiting).stamp == withdraw(submission=waiting).stamp

    def test_is_too_late_once_somebody_reads(self, assignment):
        reading = being_read(assignment)

        with pytest.raises(ReadingBegun):
            withdraw(submission=reading)

    def test_leaves_a_trainer_nothing_to_read(self, assignment):
        waiting = handed_in(assignment)
        withdraw(submission=waiting)

        with pytest.raises(Exception, match="n’attend plus"):
            begin_reading(submission=waiting, by=UserFactory(trainer=True))


class TestTheDatabase:
    def test_refuses_a_second_open_version(self, assignment):
        draft = drafted(assignment)
        facts = {"learner": draft.learner, "pathway": assignment.pathway, "code": assignment.code}

        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.create(number=2, title="Une autre", **facts)

    def test_refuses_a_draft_that_is_handed_in(self, assignment):
        waiting = handed_in(assignment)

        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.filter(pk=waiting.pk).update(state="brouillon")
