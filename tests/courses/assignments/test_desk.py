"""The trainers' desk: what waits, one version read whole, a decision that goes through a second page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.accounts.services import grant_roles
from courses.assignments.models import Review, Submission
from courses.assignments.rules.submissions import Verdict
from courses.assignments.services import PartEntry, begin_again, decide, give_back, hand_in, withdraw
from tests.cms.accounts.factories import UserFactory
from tests.courses.assignments.factories import (
    PDF,
    AssignmentFactory,
    being_read,
    decided,
    drafted,
    handed_in,
    sent,
)
from tests.courses.progress.factories import EnrollmentFactory

pytestmark = pytest.mark.django_db

LIST = "/gestion/productions/"


@pytest.fixture
def assignment():
    return AssignmentFactory(code="fiche-de-decision", parts=["projet", "fiche"])


@pytest.fixture
def trainer(client):
    grant_roles()
    trainer = UserFactory(trainer=True, name="Fanny Essai")
    client.force_login(trainer)
    return trainer


def text(answer):
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def url(submission, name="read"):
    return reverse(f"submission_desk:{name}", args=[submission.pk])


def answer_to(submission, **more):
    return {"ecriture": submission.stamp, "verdict": "acceptee", "comment": "Très clair", **more}


class TestTheList:
    def test_shows_what_waits_first_the_oldest_first(self, client, trainer, assignment):
        for name, make, days in (("Nadège", handed_in, 1), ("Ousmane", handed_in, 5), ("Lise", decided, 9)):
            learner = EnrollmentFactory(pathway=assignment.pathway, learner=UserFactory(name=name)).learner
            made = make(assignment, learner)
            Submission.objects.filter(pk=made.pk).update(handed_in_at=timezone.now() - timedelta(days=days))

        page = text(client.get(LIST))

        assert page.index("Ousmane") < page.index("Nadège") < page.index("Lise")

    def test_hides_drafts_and_ones_own(self, client, trainer, assignment):
        drafted(assignment, EnrollmentFactory(pathway=assignment.pathway, learner__name="Gwenola").learner)
        EnrollmentFactory(pathway=assignment.pathway, learner=trainer)
        handed_in(assignment, trainer)

        assert list(client.get(LIST).context["object_list"]) == []

    def test_can_be_narrowed_to_a_state_or_a_pathway(self, client, trainer, assignment):
        other = AssignmentFactory(pathway__audience="cadre", title="Le dossier")
        waiting, done = handed_in(assignment), decided(other)

        def found(query):
            return list(client.get(f"{LIST}?{query}").context["object_list"])

        assert found("state=rendue") == [waiting]
        assert found("state=acceptee") == [done]
        assert found(f"pathway={other.pathway.pk}") == [done]
        assert found("q=dossier") == [done]

    def test_goes_on_over_several_pages(self, client, trainer, assignment):
        for _ in range(31):
            handed_in(assignment)

        assert len(client.get(LIST).context["object_list"]) == 30
        assert len(client.get(f"{LIST}?p=2").context["object_list"]) == 1

    def test_costs_the_same_with_one_version_or_twenty(
        self, client, trainer, assignment, django_assert_max_num_queries
    ):
        being_read(assignment)
        client.get(LIST)
        with django_assert_max_num_queries(25) as one:
            client.get(LIST)
        for _ in range(19):
            being_read(assignment)
        with django_assert_max_num_queries(25) as twenty:
            client.get(LIST)

        assert len(one) == len(twenty)

    @pytest.mark.parametrize("role", ["registrar", "elected"])
    def test_is_closed_to_whoever_does_not_teach(self, client, assignment, role):
        grant_roles()
        client.force_login(UserFactory(**{role: True}))

        assert client.get(LIST).status_code in (302, 403)

    @pytest.mark.parametrize("role", ["trainer", "editor", "administrator"])
    def test_is_open_to_whoever_teaches_or_more(self, client, role):
        grant_roles()
        client.force_login(UserFactory(**{role: True}))

        assert client.get(LIST).status_code == 200


class TestReading:
    def test_shows_facts_and_no_word_before_it_begins(self, client, trainer, assignment):
        waiting = handed_in(assignment, text="Le cœur du texte")

        page = text(client.get(url(waiting)))

        assert "Commencer la lecture" in page
        assert "Le cœur du texte" not in page

    def test_begins_with_a_button_and_shows_all(self, client, trainer, assignment):
        entry = PartEntry(text="Le **cœur** du texte", files=[sent("Ma fiche.pdf", PDF)])
        waiting = handed_in(assignment, fiche=entry)

        page = text(client.post(url(waiting, "begin"), follow=True))

        assert "Le <strong>cœur</strong> du texte" in page
        assert "Ma fiche.pdf" in page
        assert "par Fanny Essai depuis" in page
        assert Submission.objects.get().reader == trainer

    def test_shows_former_versions_with_what_was_answered(self, client, trainer, assignment):
        former = decided(
            assignment, verdict=Verdict.REDO, text="Première idée", comment="Presque", part_comments={"fiche": "Qui ?"}
        )
        draft = begin_again(learner=former.learner, assignment=assignment)
        again = hand_in(learner=former.learner, assignment=assignment, stamp=draft.stamp)
        client.post(url(again, "begin"))

        page = text(client.get(url(again)))

        assert "Version 1, rendue le" in page
        assert all(words in page for words in ("Première idée", "Presque", "Qui ?"))

    def test_never_runs_what_was_written(self, client, trainer, assignment):
        reading = being_read(assignment, text="<script>alert(1)</script><img src=x onerror=alert(1)>")

        page = client.get(url(reading)).content.decode()

        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page

    def test_can_be_left_to_somebody_else(self, client, trainer, assignment):
        reading = being_read(assignment, by=trainer)

        client.post(url(reading, "give_back"))

        assert Submission.objects.get().is_waiting

    def test_costs_the_same_with_one_former_version_or_three(
        self, client, trainer, assignment, django_assert_max_num_queries
    ):
        def after(rounds):
            done = decided(assignment, verdict=Verdict.REDO)
            for _ in range(rounds - 1):
                begin_again(learner=done.learner, assignment=assignment)
                draft = Submission.objects.get(learner=done.learner, state="brouillon")
                waiting = hand_in(learner=done.learner, assignment=assignment, stamp=draft.stamp)
                client.post(url(waiting, "begin"))
                waiting.refresh_from_db()
                decide(submission=waiting, by=trainer, stamp=waiting.stamp, verdict=Verdict.REDO, comment="Non")
            return Submission.objects.filter(learner=done.learner).order_by("number").last()

        short, long = after(2), after(4)
        client.get(url(short))
        with django_assert_max_num_queries(30) as one:
            client.get(url(short))
        with django_assert_max_num_queries(30) as three:
            client.get(url(long))

        assert len(one) == len(three)


class TestDeciding:
    def test_goes_through_a_page_that_says_what_it_does(self, client, trainer, assignment):
        reading = being_read(assignment)

        answer = client.post(url(reading, "decide"), answer_to(reading, **{"partie-fiche": "Bien **vu**"}))

        page = text(answer)
        assert answer.status_code == 200
        assert "Accepter cette version ?" in page
        assert "Bien <strong>vu</strong>" in page
        assert not Review.objects.exists()

    def test_then_is_kept(self, client, trainer, assignment):
        reading = being_read(assignment)

        sent_on = answer_to(reading, confirmer="1", **{"partie-fiche": "Bien vu"})
        answer = client.post(url(reading, "decide"), sent_on, follow=True)

        assert "est acceptée." in text(answer)
        review = Review.objects.get()
        assert (review.reviewer, review.comment, review.part_comments) == (trainer, "Très clair", {"fiche": "Bien vu"})
        assert Submission.objects.get().is_accepted

    def test_can_be_corrected_with_all_that_was_written(self, client, trainer, assignment):
        reading = being_read(assignment)

        answer = client.post(url(reading, "decide"), answer_to(reading, corriger="1", **{"partie-fiche": "Bien vu"}))

        assert answer.status_code == 200
        assert "Très clair</textarea>" in text(answer)
        assert "Bien vu</textarea>" in text(answer)
        assert not Review.objects.exists()

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            ({"verdict": ""}, "Choisissez une décision."),
            ({"verdict": "peut-etre"}, "Choisissez une décision."),
            ({"verdict": "a-reprendre", "comment": " "}, "Dites ce qu’il faut reprendre"),
            ({"comment": "a" * 4001}, "4000"),
        ],
        ids=["none", "unknown", "unexplained", "endless"],
    )
    def test_says_what_is_wrong_and_loses_nothing(self, client, trainer, assignment, change, told):
        reading = being_read(assignment)

        answer = client.post(url(reading, "decide"), answer_to(reading, **{"partie-fiche": "Bien vu", **change}))

        assert answer.status_code == 422
        assert told in text(answer).replace("4 000", "4000")
        assert "Bien vu</textarea>" in text(answer)
        assert not Review.objects.exists()

    @pytest.mark.parametrize("step", [{}, {"confirmer": "1"}], ids=["on the first page", "on the second"])
    def test_of_two_trainers_the_second_keeps_what_they_wrote(self, client, trainer, assignment, step):
        reading = being_read(assignment)
        mine = answer_to(reading, verdict="a-reprendre", **{"partie-fiche": "Qui tranche ?"})
        colleague = UserFactory(trainer=True)
        decide(submission=reading, by=colleague, stamp=reading.stamp, verdict=Verdict.ACCEPTED)

        answer = client.post(url(reading, "decide"), mine | step)

        assert answer.status_code == 409
        page = text(answer)
        assert "n’est pas enregistrée" in page
        assert "Très clair</textarea>" in page
        assert "Qui tranche ?</textarea>" in page
        assert Review.objects.get().reviewer == colleague

    def test_of_a_version_that_was_given_back_and_withdrawn_tells_nothing_of_the_draft(
        self, client, trainer, assignment
    ):
        reading = being_read(assignment)
        sent_on = answer_to(reading)
        withdraw(submission=give_back(submission=reading, by=trainer))

        answer = client.post(url(reading, "decide"), sent_on)

        assert answer.status_code == 409
        assert reading.learner.name not in text(answer)
        assert "Très clair</textarea>" in text(answer)

    def test_a_double_click_decides_once(self, client, trainer, assignment):
        reading = being_read(assignment)
        sent_on = answer_to(reading, confirmer="1")

        client.post(url(reading, "decide"), sent_on)
        client.post(url(reading, "decide"), sent_on)

        assert Review.objects.count() == 1

    def test_can_be_taken_back_after_a_page_that_says_what_it_does(self, client, trainer, assignment):
        done = decided(assignment)

        assert "Revenir sur cette décision ?" in text(client.get(url(done, "reconsider")))
        client.post(url(done, "reconsider"))

        assert Submission.objects.get().is_being_read

    def test_cannot_be_taken_back_once_the_pathway_is_completed(self, client, trainer, assignment):
        done = decided(assignment)
        done.learner.enrollments.update(completed_at=timezone.now())

        assert client.get(url(done, "reconsider")).status_code == 302
        assert "On ne revient plus" in text(client.post(url(done, "reconsider"), follow=True))
        assert "Revenir sur la décision…" not in text(client.get(url(done)))


NAMES = ["read", "begin", "give_back", "decide", "reconsider"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("role", ["registrar", "elected"])
def test_no_screen_is_open_to_whoever_does_not_teach(client, assignment, name, role):
    grant_roles()
    reading = being_read(assignment)
    client.force_login(UserFactory(**{role: True}))

    answers = [client.get(url(reading, name)), client.post(url(reading, name), answer_to(reading, confirmer="1"))]

    assert {answer.status_code for answer in answers} <= {302, 403, 405}
    assert Submission.objects.get().is_being_read
    assert not Review.objects.exists()


@pytest.mark.parametrize("name", NAMES)
def test_ones_own_work_has_no_screen(client, trainer, assignment, name):
    EnrollmentFactory(learner=trainer, pathway=assignment.pathway)
    mine = being_read(assignment, trainer)

    post = client.post(url(mine, name), answer_to(mine, confirmer="1"))

    assert post.status_code in (404, 405)
    assert Submission.objects.get().is_being_read


@pytest.mark.parametrize("name", ["read", "begin"])
def test_a_draft_has_no_screen(client, trainer, assignment, name):
    draft = drafted(assignment)

    answer = client.get(url(draft, name)) if name == "read" else client.post(url(draft, name))

    assert answer.status_code == 404
