"""Where a learner writes, without a script: nothing typed is lost, other people's work does not exist."""

import re
from errno import ENOSPC
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from courses.assignments.models import Attachment, Submission, private_storage
from courses.assignments.rules.submissions import Verdict
from courses.assignments.services import PartEntry, reconsider, save_draft
from courses.pathways.models import Assignment, AssignmentPart
from tests.cms.accounts.factories import UserFactory
from tests.courses.assignments.factories import (
    PDF,
    AssignmentFactory,
    being_read,
    decided,
    drafted,
    follower,
    handed_in,
    sent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment():
    return AssignmentFactory(code="fiche-de-decision", parts=["projet", "fiche"])


@pytest.fixture
def learner(client, assignment):
    learner = follower(assignment)
    client.force_login(learner)
    return learner


def text(answer):
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def url(assignment, name="work"):
    return reverse(f"assignments:{name}", args=[assignment.pathway.slug, assignment.code])


def form(stamp=0, **more):
    return {"ecriture": stamp, "texte-projet": "Un projet", "texte-fiche": "Une fiche"} | more


class TestWriting:
    def test_the_page_says_what_is_asked(self, client, assignment, learner):
        page = text(client.get(url(assignment)))

        assert "Choisissez un projet <strong>réel</strong>." in page
        assert "La partie projet" in page
        assert "Restez simple." in page

    def test_a_visit_writes_nothing(self, client, assignment, learner):
        client.get(url(assignment))

        assert not Submission.objects.exists()

    def test_a_draft_is_saved_with_its_files(self, client, assignment, learner):
        answer = client.post(
            url(assignment), form(**{"fichiers-fiche": [sent("un.pdf", PDF), sent("deux.pdf", PDF)]}), follow=True
        )

        assert "Votre brouillon est enregistré" in text(answer)
        assert Submission.objects.get().parts.get(code="projet").text == "Un projet"
        assert Attachment.objects.count() == 2
        assert "un.pdf" in text(answer)

    def test_a_refused_file_loses_neither_the_text_nor_the_other_files(self, client, assignment, learner):
        files = [sent("bon.pdf", PDF), sent("programme.pdf", b"MZ")]

        answer = client.post(url(assignment), form(**{"fichiers-fiche": files}))

        assert answer.status_code == 422
        page = text(answer)
        assert "« programme » n’a pas été gardé" in page
        assert "Tout le reste est enregistré." in page
        assert "<title>Erreur" in page
        assert "Une fiche</textarea>" in page
        assert "bon.pdf" in page
        assert Submission.objects.get().parts.get(code="fiche").text == "Une fiche"

    def test_after_a_refusal_the_page_saves_again(self, client, assignment, learner):
        client.post(url(assignment), form(**{"fichiers-fiche": [sent("programme.pdf", b"MZ")]}))
        stamp = Submission.objects.get().stamp

        answer = client.post(url(assignment), form(stamp, **{"texte-fiche": "Une fiche revue"}))

        assert answer.status_code == 302
        assert Submission.objects.get().parts.get(code="fiche").text == "Une fiche revue"

    def test_a_part_left_empty_is_named_when_one_wants_to_hand_in(self, client, assignment, learner):
        answer = client.post(url(assignment), form(relire="1", **{"texte-projet": ""}))

        assert answer.status_code == 422
        assert "« La partie projet » : écrivez un texte, ou joignez un fichier." in text(answer)
        assert "Une fiche</textarea>" in text(answer)
        assert Submission.objects.get().is_draft

    def test_a_text_that_is_too_long_is_counted(self, client, assignment, learner):
        AssignmentPart.objects.filter(code="fiche").update(most_words=50)

        answer = client.post(url(assignment), form(relire="1", **{"texte-fiche": "mot " * 51}))

        assert answer.status_code == 422
        assert "51 mots, et 50 au plus" in text(answer)

    def test_two_windows_do_not_overwrite_each_other(self, client, assignment, learner):
        client.post(url(assignment), form(**{"texte-fiche": "La première fenêtre"}))

        answer = client.post(url(assignment), form(0, **{"texte-fiche": "La seconde fenêtre"}))

        assert answer.status_code == 409
        page = text(answer)
        assert "enregistré ailleurs" in page
        assert "La seconde fenêtre</textarea>" in page
        assert "La première fenêtre" in page
        stamp = int(re.search(r'name="ecriture" value="(\d+)"', page)[1])
        assert client.post(url(assignment), form(stamp, **{"texte-fiche": "Décidé"})).status_code == 302
        assert Submission.objects.get().parts.get(code="fiche").text == "Décidé"

    def test_a_page_without_its_stamp_overwrites_nothing(self, client, assignment, learner):
        client.post(url(assignment), form())

        assert client.post(url(assignment), form("x", **{"texte-fiche": "Autre"})).status_code == 409

    def test_what_was_typed_too_late_is_shown(self, client, assignment, learner):
        waiting = handed_in(assignment, learner)

        answer = client.post(url(assignment), form(waiting.stamp, **{"texte-fiche": "Une phrase de plus"}))

        assert answer.status_code == 409
        assert "Une phrase de plus</textarea>" in text(answer)
        assert "Une phrase de plus" not in waiting.parts.get(code="fiche").text

    def test_what_was_typed_while_signed_out_is_handed_back(self, client, assignment):
        answer = client.post(url(assignment), form())

        assert answer.status_code == 403
        assert "Votre texte n’est pas perdu" in text(answer)
        assert "Une fiche</textarea>" in text(answer)
        assert f"?next={quote(url(assignment), safe='')}" in text(answer)
        assert not Submission.objects.exists()

    def test_what_a_forged_or_too_old_page_sends_is_shown_and_not_kept(self, assignment, learner):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(learner)

        answer = strict.post(url(assignment), form())

        assert answer.status_code == 403
        assert "rien n’est enregistré" in text(answer)
        assert "Une fiche</textarea>" in text(answer)
        assert not Submission.objects.exists()

    def test_a_disk_that_is_full_loses_no_text(self, client, assignment, learner, monkeypatch):
        def full(*args):
            raise OSError(ENOSPC, "plus de place")

        monkeypatch.setattr(private_storage(), "save", full)

        answer = client.post(url(assignment), form(**{"fichiers-fiche": [sent("un.pdf", PDF)]}))

        assert answer.status_code == 422
        assert "n’a pas pu être gardé" in text(answer)
        assert Submission.objects.get().parts.get(code="fiche").text == "Une fiche"

    def test_something_attached_is_taken_off(self, client, assignment, learner):
        draft = drafted(assignment, learner, fiche=PartEntry(text="x", files=[sent("un.pdf", PDF)]))
        attached = Attachment.objects.get()

        client.post(url(assignment), form(draft.stamp, **{f"retirer-{attached.public_id}": "on"}))

        assert not Attachment.objects.exists()

    def test_a_document_of_the_site_is_offered_and_attached(self, client, assignment, learner, sheets):
        sheets(learner, "12", title="Les lampadaires")
        sheets(UserFactory(), "13", title="À quelqu’un d’autre")
        page = text(client.get(url(assignment)))
        assert "Vos fiches de décision" in page
        assert "Les lampadaires" in page
        assert "À quelqu’un d’autre" not in page

        client.post(url(assignment), form(**{"document-fiche": "fiches:12"}))

        assert Attachment.objects.get().key == "12"

    def test_a_document_of_somebody_else_is_refused_and_the_text_kept(self, client, assignment, learner, sheets):
        sheets(learner, "12")
        sheets(UserFactory(), "13")

        answer = client.post(url(assignment), form(**{"document-fiche": "fiches:13"}))

        assert answer.status_code == 422
        assert not Attachment.objects.exists()
        assert Submission.objects.get().parts.get(code="fiche").text == "Une fiche"

    def test_what_is_typed_is_never_run(self, client, assignment, learner):
        hostile = "<script>alert(1)</script> [lien](javascript:alert(1)) ![image](https://ailleurs.example/x.png)"
        client.post(url(assignment), form(relire="1", **{"texte-fiche": hostile}))

        page = client.get(url(assignment, "hand_in")).content.decode()

        assert "<script>alert" not in page
        assert 'href="javascript' not in page
        assert "<img" not in page


class TestHandingIn:
    def test_goes_through_a_page_that_shows_all(self, client, assignment, learner):
        answer = client.post(url(assignment), form(relire="1", **{"texte-fiche": "- un\n- **deux**"}), follow=True)

        assert answer.request["PATH_INFO"] == url(assignment, "hand_in")
        assert "<strong>deux</strong>" in text(answer)
        assert Submission.objects.get().is_draft

    def test_is_one_button_from_there(self, client, assignment, learner):
        draft = drafted(assignment, learner)

        answer = client.post(url(assignment, "hand_in"), {"ecriture": draft.stamp}, follow=True)

        assert "C’est rendu." in text(answer)
        assert "En attente de lecture" in text(answer)
        assert Submission.objects.get().is_waiting

    def test_shows_the_draft_again_when_it_changed_meanwhile(self, client, assignment, learner):
        draft = drafted(assignment, learner)
        entries = {"fiche": PartEntry(text="Ajouté ailleurs")}
        save_draft(learner=learner, assignment=assignment, stamp=draft.stamp, entries=entries)

        answer = client.post(url(assignment, "hand_in"), {"ecriture": draft.stamp}, follow=True)

        assert "a changé entre-temps" in text(answer)
        assert "Ajouté ailleurs" in text(answer)
        assert Submission.objects.get().is_draft

    @pytest.mark.parametrize("start", [None, "empty"])
    def test_of_nothing_leads_back_to_the_draft(self, client, assignment, learner, start):
        if start:
            drafted(assignment, learner, text="")

        assert client.get(url(assignment, "hand_in")).url == url(assignment)
        assert client.post(url(assignment, "hand_in"), {"ecriture": 1}).url == url(assignment)
        assert not Submission.objects.handed_in().exists()

    def test_can_be_taken_back(self, client, assignment, learner):
        waiting = handed_in(assignment, learner)

        answer = client.post(reverse("assignments:withdraw", args=[waiting.public_id]), follow=True)

        assert "de nouveau un brouillon" in text(answer)
        assert Submission.objects.get().is_draft

    def test_cannot_be_taken_back_while_somebody_reads(self, client, assignment, learner):
        reading = being_read(assignment, learner)

        answer = client.post(reverse("assignments:withdraw", args=[reading.public_id]), follow=True)

        assert "La lecture a commencé" in text(answer)
        assert Submission.objects.get().is_being_read


class TestTheAnswer:
    def test_is_read_with_what_to_do_next(self, client, assignment, learner):
        decided(assignment, learner, Verdict.REDO, comment="**Presque.**", part_comments={"fiche": "Qui tranche ?"})

        page = text(client.get(url(assignment)))

        assert "Votre production est à reprendre" in page
        assert "<strong>Presque.</strong>" in page
        assert "Qui tranche ?" in page
        assert "Préparer une nouvelle version" in page

    def test_stays_beside_the_new_version(self, client, assignment, learner):
        decided(assignment, learner, Verdict.REDO, comment="Presque.", part_comments={"fiche": "Qui tranche ?"})

        page = text(client.post(url(assignment, "redo"), follow=True))

        assert "Version 2" in page
        assert "Qui tranche ?" in page
        assert "Relire la version 1 entière" in page
        assert "Presque." in page

    def test_that_accepts_leads_to_the_next_step(self, client, assignment, learner):
        decided(assignment, learner)

        page = text(client.get(url(assignment)))

        assert "Votre production est acceptée" in page
        assert "Voir ma prochaine étape" in page
        assert "<textarea" not in page

    def test_to_a_former_version_has_a_page_of_its_own(self, client, assignment, learner):
        done = decided(assignment, learner, Verdict.REDO, comment="Presque.")

        page = text(client.get(done.get_absolute_url()))

        assert "Presque." in page
        assert "Le besoin est décrit sans citer d’outil." in page

    def test_taken_back_is_shown_no_more(self, client, assignment, learner):
        done = decided(assignment, learner, comment="Trop vite")
        reconsider(submission=done, by=UserFactory(trainer=True))

        page = text(client.get(url(assignment)))

        assert "Trop vite" not in page
        assert "Quelqu’un lit votre production" in page


class TestOtherPeople:
    def test_a_visitor_is_asked_to_sign_in(self, client, assignment):
        assert client.get(url(assignment)).status_code == 302

    def test_who_does_not_follow_reads_what_is_asked_and_hands_nothing_in(self, client, assignment):
        client.force_login(UserFactory())

        assert "que vous ne suivez pas" in text(client.get(url(assignment)))
        assert client.post(url(assignment), form()).url == assignment.pathway.get_absolute_url()
        assert not Submission.objects.exists()

    @pytest.mark.parametrize("name", ["version", "withdraw"])
    def test_somebody_elses_version_does_not_exist(self, client, assignment, learner, name):
        theirs = handed_in(assignment)
        address = reverse(f"assignments:{name}", args=[theirs.public_id])

        answer = client.get(address) if name == "version" else client.post(address)

        assert answer.status_code == 404
        assert Submission.objects.get().is_waiting

    def test_a_draft_has_no_page_but_the_one_where_it_is_written(self, client, assignment, learner):
        draft = drafted(assignment, learner)

        assert client.get(draft.get_absolute_url()).status_code == 404

    def test_an_assignment_of_a_pathway_that_is_not_open_does_not_exist(self, client):
        hidden = AssignmentFactory(pathway__live=False, pathway__audience="cadre")
        client.force_login(UserFactory())

        assert client.get(url(hidden)).status_code == 404

    def test_an_unknown_production_does_not_exist(self, client, assignment, learner):
        assert client.get("/parcours/elu/productions/autre/").status_code == 404


class TestAProductionThatIsNoLongerAsked:
    def test_leaves_what_was_handed_in_readable(self, client, assignment, learner):
        done = decided(assignment, learner)
        address = url(assignment)
        Assignment.objects.all().delete()

        answer = client.get(address, follow=True)

        assert answer.request["PATH_INFO"] == done.get_absolute_url()
        assert "ne demande plus" in text(answer)
        assert "Le besoin est décrit" in text(answer)

    def test_takes_nothing_more(self, client, assignment, learner):
        address = url(assignment)
        Assignment.objects.all().delete()

        assert client.post(address, form()).status_code == 404
        assert not Submission.objects.exists()


def test_the_page_costs_the_same_with_one_part_or_eight(client, django_assert_max_num_queries):
    short = AssignmentFactory(code="courte")
    long = AssignmentFactory(code="longue", pathway=short.pathway, parts=[f"partie-{n}" for n in range(8)])
    learner = follower(short)
    client.force_login(learner)
    for assignment in (short, long):
        entry = PartEntry(text="x", files=[sent("un.pdf", PDF), sent("deux.pdf", PDF)])
        drafted(assignment, learner, **{part.code: entry for part in assignment.parts.all()})
    client.get(url(short))

    with django_assert_max_num_queries(16) as one:
        client.get(url(short))
    with django_assert_max_num_queries(16) as eight:
        client.get(url(long))

    assert len(one) == len(eight)
