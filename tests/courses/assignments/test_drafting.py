"""Writing a version: what is kept, what is refused, and that nothing typed is lost."""

import pytest

from courses.assignments.models import Attachment, Submission
from courses.assignments.rules.submissions import Verdict
from courses.assignments.services import Closed, DraftChanged, NotFollowed, PartEntry, begin_again, save_draft
from courses.pathways.models import AssignmentPart
from tests.cms.accounts.factories import UserFactory
from tests.courses.assignments.factories import (
    JPEG,
    PDF,
    PNG,
    AssignmentFactory,
    decided,
    docx,
    drafted,
    filled,
    follower,
    handed_in,
    odt,
    sent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment():
    return AssignmentFactory(parts=["projet", "fiche"])


def save(assignment, learner, stamp, **entries):
    return save_draft(learner=learner, assignment=assignment, stamp=stamp, entries=entries)


def text_of(submission, code):
    return Submission.objects.get(pk=submission.pk).parts.get(code=code).text


class TestADraft:
    def test_begins_with_its_first_saving(self, assignment):
        learner = follower(assignment)

        saved = save(assignment, learner, 0, fiche=PartEntry(text="Un début"))

        assert (saved.submission.state, saved.submission.number) == ("brouillon", 1)
        assert text_of(saved.submission, "fiche") == "Un début"
        assert text_of(saved.submission, "projet") == ""

    def test_keeps_the_words_in_which_each_part_was_asked(self, assignment):
        draft = drafted(assignment)

        part = draft.parts.get(code="fiche")
        assert (part.title, part.advice, part.position) == ("La partie fiche", "Restez simple.", 1)

    def test_belongs_to_a_pathway_that_one_takes(self, assignment):
        with pytest.raises(NotFollowed):
            save(assignment, UserFactory(), 0, fiche=PartEntry(text="Un début"))
        assert not Submission.objects.exists()

    def test_is_not_overwritten_by_a_page_of_before(self, assignment):
        draft = drafted(assignment)
        save(assignment, draft.learner, draft.stamp, fiche=PartEntry(text="Plus récent"))

        with pytest.raises(DraftChanged):
            save(assignment, draft.learner, draft.stamp, fiche=PartEntry(text="D’une autre fenêtre"))

        assert text_of(draft, "fiche") == "Plus récent"

    def test_a_second_click_on_the_same_button_changes_nothing(self, assignment):
        draft = drafted(assignment)

        again = save_draft(learner=draft.learner, assignment=assignment, stamp=0, entries=filled(assignment))

        assert again.submission == draft
        assert Submission.objects.count() == 1

    def test_a_part_that_a_form_does_not_send_keeps_its_text(self, assignment):
        draft = drafted(assignment)

        save(assignment, draft.learner, draft.stamp, fiche=PartEntry(text="Autre chose"))

        assert text_of(draft, "projet") == "Le besoin est décrit sans citer d’outil."

    def test_what_was_written_for_a_part_that_is_no_longer_asked_stays(self, assignment):
        draft = drafted(assignment)
        AssignmentPart.objects.filter(code="projet").delete()

        save_draft(learner=draft.learner, assignment=assignment, stamp=draft.stamp, entries=filled(assignment))

        left = draft.parts.get(code="projet")
        assert left.text
        assert left.is_optional

    def test_a_text_without_end_is_cut_and_that_is_said(self, assignment):
        saved = save(assignment, follower(assignment), 0, fiche=PartEntry(text="a" * 60_001))

        assert "trop long" in saved.faults["fiche"][0]
        assert len(text_of(saved.submission, "fiche")) == 60_000

    def test_is_nobody_elses(self, assignment):
        mine, theirs = drafted(assignment, text="À moi"), drafted(assignment, text="À elle")

        save(assignment, mine.learner, mine.stamp, fiche=PartEntry(text="Changé"))

        assert text_of(theirs, "fiche") == "À elle"


class TestFiles:
    def test_are_kept_by_what_they_are_not_by_what_they_are_called(self, assignment, stored):
        files = [
            sent("photo.pdf", PNG),
            sent("note.txt", PDF),
            sent("image", JPEG),
            sent("texte.exe", odt()),
            sent("a.doc", docx()),
        ]

        draft = drafted(assignment, fiche=PartEntry(files=files))

        names = list(draft.parts.get(code="fiche").attachments.values_list("name", "kind"))
        assert names == [
            ("photo.png", "png"),
            ("note.pdf", "pdf"),
            ("image.jpg", "jpg"),
            ("texte.odt", "odt"),
            ("a.docx", "docx"),
        ]
        assert len(stored()) == 5

    def test_lie_under_a_name_that_says_nothing(self, assignment, stored):
        drafted(assignment, fiche=PartEntry(files=[sent("../../../secret de Claire.pdf", PDF)]))

        (name,) = stored()
        assert "secret" not in name
        assert Attachment.objects.get().name == "secret de Claire.pdf"

    @pytest.mark.parametrize(
        ("name", "content", "told"),
        [
            ("virus.pdf", b"MZ\x90\x00", "enregistrez-le en PDF, ODT, DOCX, PNG ou JPEG"),
            ("page.pdf", b"<html>" + PDF, "enregistrez-le en PDF"),
            ("double.png", PNG + docx(), "enregistrez-le en PDF"),
            ("vide.pdf", b"", "ce fichier est vide"),
            ("lourd.pdf", PDF[:-6] + b" " * (10 * 1024 * 1024) + b"%%EOF\n", "10\u00a0Mo au plus"),
        ],
        ids=["program", "page", "two things", "empty", "too heavy"],
    )
    def test_that_may_not_be_kept_say_why_and_lose_nothing_else(self, assignment, stored, name, content, told):
        learner = follower(assignment)
        entry = PartEntry(text="Le texte reste", files=[sent("bon.pdf", PDF), sent(name, content)])

        saved = save(assignment, learner, 0, fiche=entry)

        (fault,) = saved.faults["fiche"]
        assert told in fault
        assert name.rpartition(".")[0] in fault
        assert text_of(saved.submission, "fiche") == "Le texte reste"
        assert [attachment.name for attachment in Attachment.objects.all()] == ["bon.pdf"]
        assert len(stored()) == 1

    def test_are_five_at_most_with_one_part(self, assignment, stored):
        learner = follower(assignment)

        saved = save(assignment, learner, 0, fiche=PartEntry(files=[sent(f"{n}.pdf", PDF) for n in range(6)]))

        assert "5 pièces au plus" in saved.faults["fiche"][0]
        assert len(stored()) == 5

    def test_go_from_the_disk_when_they_are_taken_off(self, assignment, stored, django_capture_on_commit_callbacks):
        draft = drafted(assignment, fiche=PartEntry(files=[sent("un.pdf", PDF), sent("deux.pdf", PDF)]))
        first = Attachment.objects.first()

        with django_capture_on_commit_callbacks(execute=True):
            entry = PartEntry(dropped=frozenset([first.public_id]))
            save(assignment, draft.learner, draft.stamp, fiche=entry)

        assert [attachment.name for attachment in Attachment.objects.all()] == ["deux.pdf"]
        assert len(stored()) == 1

    def test_of_somebody_else_cannot_be_taken_off(self, assignment):
        theirs = drafted(assignment, fiche=PartEntry(files=[sent("un.pdf", PDF)]))
        mine = drafted(assignment)
        stolen = theirs.parts.get(code="fiche").attachments.get().public_id

        save(assignment, mine.learner, mine.stamp, fiche=PartEntry(dropped=frozenset([stolen])))

        assert Attachment.objects.count() == 1


class TestDocumentsOfTheSite:
    def test_are_attached_by_name_before_their_copy_is_taken(self, assignment, sheets):
        learner = follower(assignment)
        sheets(learner, "12")

        drafted(assignment, learner, fiche=PartEntry(documents=[("fiches", "12")]))

        attached = Attachment.objects.get()
        assert (attached.name, attached.text, attached.is_document) == ("Les lampadaires", "", True)

    @pytest.mark.parametrize("wanted", [("fiches", "13"), ("inconnue", "12")], ids=["not theirs", "no such source"])
    def test_of_nobody_or_of_somebody_else_are_refused(self, assignment, sheets, wanted):
        sheets(UserFactory(), "13")

        saved = save(assignment, follower(assignment), 0, fiche=PartEntry(documents=[wanted]))

        assert "n’existe plus" in saved.faults["fiche"][0]
        assert not Attachment.objects.exists()

    def test_are_attached_once(self, assignment, sheets):
        learner = follower(assignment)
        sheets(learner, "12")
        draft = drafted(assignment, learner, fiche=PartEntry(documents=[("fiches", "12")]))

        save(assignment, learner, draft.stamp, fiche=PartEntry(documents=[("fiches", "12")]))

        assert Attachment.objects.count() == 1


class TestAfterADecision:
    def test_a_new_version_begins_as_the_former_one_ended(self, assignment, stored):
        former = decided(
            assignment, verdict=Verdict.REDO, fiche=PartEntry(text="À revoir", files=[sent("un.pdf", PDF)])
        )

        draft = begin_again(learner=former.learner, assignment=assignment)

        assert (draft.number, draft.state) == (2, "brouillon")
        assert text_of(draft, "fiche") == "À revoir"
        assert [each.name for each in draft.parts.get(code="fiche").attachments.all()] == ["un.pdf"]
        assert len(stored()) == 2

    def test_the_former_one_does_not_change(self, assignment):
        former = decided(
            assignment, verdict=Verdict.REDO, fiche=PartEntry(text="À revoir", files=[sent("un.pdf", PDF)])
        )
        draft = begin_again(learner=former.learner, assignment=assignment)
        mine = draft.parts.get(code="fiche").attachments.get()

        entry = PartEntry(text="Revu", dropped=frozenset([mine.public_id]))
        save(assignment, former.learner, draft.stamp, fiche=entry)

        assert text_of(former, "fiche") == "À revoir"
        assert former.parts.get(code="fiche").attachments.count() == 1

    def test_beginning_twice_gives_one_version(self, assignment):
        former = decided(assignment, verdict=Verdict.REDO)

        drafts = [begin_again(learner=former.learner, assignment=assignment) for _ in range(2)]

        assert drafts[0] == drafts[1]
        assert Submission.objects.count() == 2

    def test_an_accepted_one_is_closed(self, assignment):
        done = decided(assignment)

        with pytest.raises(Closed):
            begin_again(learner=done.learner, assignment=assignment)
        with pytest.raises(Closed):
            save(assignment, done.learner, done.stamp, fiche=PartEntry(text="Encore"))

    def test_what_is_handed_in_is_not_written_any_more(self, assignment):
        waiting = handed_in(assignment)

        with pytest.raises(Closed):
            save(assignment, waiting.learner, waiting.stamp, fiche=PartEntry(text="Trop tard"))

        assert "Trop tard" not in text_of(waiting, "fiche")
