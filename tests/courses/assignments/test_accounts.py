"""What a person takes away of their productions, and what goes with their account."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from cms.accounts.services import erase_account, export_account
from courses.assignments.models import Attachment, Review, Submission, private_storage
from courses.assignments.rules.submissions import Verdict
from courses.assignments.services import PartEntry, remove_orphans, tell_again
from tests.cms.accounts.factories import UserFactory
from tests.courses.assignments.factories import PDF, AssignmentFactory, decided, drafted, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment():
    return AssignmentFactory(parts=["fiche"])


def archive_of(user):
    made = BytesIO()
    export_account(user=user, into=made)
    return zipfile.ZipFile(made)


def exported(user):
    with archive_of(user) as archive:
        return json.loads(archive.read("productions.json"))


class TestExport:
    def test_holds_every_version_with_its_words_files_and_answers(self, assignment):
        entry = PartEntry(text="Mon texte", files=[sent("Ma fiche.pdf", PDF)])
        done = decided(
            assignment, verdict=Verdict.REDO, comment="Presque", part_comments={"fiche": "Qui ?"}, fiche=entry
        )

        (version,) = exported(done.learner)["productions"]

        assert version["état"] == "À reprendre"
        (part,) = version["parties"]
        assert part["texte"] == "Mon texte"
        assert part["pièces"][0]["nom"] == "Ma fiche.pdf"
        assert version["décisions"][0]["commentaire"] == "Presque"
        assert version["décisions"][0]["commentaires_par_partie"] == {"fiche": "Qui ?"}

    def test_holds_the_files_themselves(self, assignment):
        entry = PartEntry(files=[sent("Ma fiche.pdf", PDF), sent("Ma fiche.pdf", PDF)])
        draft = drafted(assignment, fiche=entry)
        decided(assignment, fiche=PartEntry(text="x", files=[sent("À une autre.pdf", PDF)]))
        named = [piece["fichier"] for piece in exported(draft.learner)["productions"][0]["parties"][0]["pièces"]]

        with archive_of(draft.learner) as archive:
            assert [name for name in archive.namelist() if name.startswith("productions/")] == named
            assert archive.read(named[0]) == PDF
            assert named[0] in json.loads(archive.read("sommaire.json"))["fichiers"]

    def test_goes_on_without_a_file_that_was_lost(self, assignment):
        draft = drafted(assignment, fiche=PartEntry(files=[sent("un.pdf", PDF)]))
        private_storage().delete(Attachment.objects.get().file.name)

        with archive_of(draft.learner) as archive:
            assert not [name for name in archive.namelist() if name.startswith("productions/")]

    def test_holds_drafts_too(self, assignment):
        draft = drafted(assignment, text="Un début")

        assert exported(draft.learner)["productions"][0]["parties"][0]["texte"] == "Un début"

    def test_of_a_trainer_holds_what_they_decided_and_no_name(self, assignment):
        trainer = UserFactory(trainer=True)
        done = decided(assignment, by=trainer, comment="Très clair")

        told = exported(trainer)

        assert told["décisions_prises"][0]["commentaire"] == "Très clair"
        assert done.learner.name not in json.dumps(told)

    def test_holds_nothing_of_anybody_else(self, assignment):
        decided(assignment, text="Le secret d’une autre")

        assert exported(UserFactory()) == {"productions": [], "décisions_prises": []}


class TestErasing:
    def test_takes_every_version_and_its_files_from_the_disk(
        self, assignment, stored, django_capture_on_commit_callbacks
    ):
        done = decided(assignment, fiche=PartEntry(text="x", files=[sent("un.pdf", PDF)]))
        kept = decided(assignment, fiche=PartEntry(text="x", files=[sent("deux.pdf", PDF)]))

        with django_capture_on_commit_callbacks(execute=True):
            erase_account(user=done.learner)

        assert [each.pk for each in Submission.objects.all()] == [kept.pk]
        assert stored() == [Attachment.objects.get().file.name.removeprefix("productions/")]

    def test_of_a_trainer_leaves_what_they_answered_without_their_name(
        self, assignment, django_capture_on_commit_callbacks
    ):
        trainer = UserFactory(trainer=True)
        decided(assignment, by=trainer, comment="Très clair")

        with django_capture_on_commit_callbacks(execute=True):
            erase_account(user=trainer)

        review = Review.objects.get()
        assert (review.reviewer, review.comment) == (None, "Très clair")
        assert Submission.objects.get().is_accepted


class TestTheNight:
    def test_files_that_nothing_names_go_and_others_stay(self, assignment, stored):
        drafted(assignment, fiche=PartEntry(text="x", files=[sent("un.pdf", PDF)]))
        private_storage().save("productions/perdu.pdf", ContentFile(PDF))

        assert remove_orphans(before=timezone.now() + timedelta(minutes=1)) == 1
        assert stored() == [Attachment.objects.get().file.name.removeprefix("productions/")]

    def test_a_file_that_has_just_come_is_left_alone(self, stored):
        private_storage().save("productions/en-route.pdf", ContentFile(PDF))

        assert remove_orphans(before=timezone.now() - timedelta(days=1)) == 0
        assert stored() == ["en-route.pdf"]

    def test_nothing_at_all_is_nothing_to_remove(self):
        assert remove_orphans(before=timezone.now()) == 0

    def test_a_letter_that_was_lost_is_sent_once(self, assignment, mailoutbox):
        decided(assignment)

        assert (tell_again(), tell_again()) == (1, 0)
        assert len(mailoutbox) == 1

    def test_is_one_command(self, assignment, capsys):
        decided(assignment)

        call_command("tidy_productions")

        assert capsys.readouterr().out.splitlines() == [
            "Fichiers effacés\N{NO-BREAK SPACE}: 0",
            "Courriels renvoyés\N{NO-BREAK SPACE}: 1",
        ]
