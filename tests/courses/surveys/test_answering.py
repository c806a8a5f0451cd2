"""A learner gives an opinion on a module, changes it, takes it back."""

import json
import zipfile
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from cms.accounts.erasure import erase
from cms.accounts.models import User
from cms.accounts.services import export_account
from courses.surveys.models import SurveyAnswer
from courses.surveys.services import SurveyNotOpen, save_answer
from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import ModulePageFactory
from tests.courses.progress.factories import EnrollmentFactory, a_course, submit
from tests.courses.surveys.factories import SurveyAnswerFactory, somebody_at_the_end

pytestmark = pytest.mark.django_db

VALUES = {"clear": 4, "useful": 5, "length": 3, "difficulty": None, "accessible": 2, "comment": "Merci."}
SENT = {"clear": "4", "useful": "5", "length": "3", "difficulty": "", "accessible": "2", "comment": "Merci."}


def address(module, name="answer"):
    return reverse(f"surveys:{name}", args=[module.slug])


def text_of(answer):
    text = BeautifulSoup(answer.content, "html.parser").get_text(" ")
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


@pytest.fixture
def end(client):
    learner, module = somebody_at_the_end()
    client.force_login(learner)
    return learner, module


class TestGiving:
    def test_keeps_what_was_ticked_and_leads_back_to_the_module(self, client, end):
        learner, module = end

        answer = client.post(address(module), SENT)

        assert (answer.status_code, answer.url) == (302, module.url)
        kept = SurveyAnswer.objects.get()
        assert (kept.learner, kept.module.pk) == (learner, module.pk)
        assert {name: getattr(kept, name) for name in VALUES} == VALUES

    def test_may_leave_every_question_but_not_all_of_them(self, client, end):
        _learner, module = end

        answer = client.post(address(module), {"comment": "  "})

        assert answer.status_code == 422
        assert "Donnez votre avis sur un point au moins" in text_of(answer)
        assert BeautifulSoup(answer.content, "html.parser").select_one("#erreurs a")["href"] == "#id_clear_0"
        assert not SurveyAnswer.objects.exists()

    def test_a_remark_alone_is_enough(self, client, end):
        client.post(address(end[1]), {"comment": "Trop de sigles."})

        assert SurveyAnswer.objects.get().comment == "Trop de sigles."

    @pytest.mark.parametrize("value", ["0", "6", "beaucoup", "3.5"])
    def test_a_step_that_is_not_on_the_scale_is_refused_and_nothing_typed_is_lost(self, client, end, value):
        answer = client.post(address(end[1]), {**SENT, "clear": value})

        assert answer.status_code == 422
        assert "Cochez l’une des réponses de la liste." in text_of(answer)
        assert "Merci." in text_of(answer)

    def test_a_remark_too_long_is_given_back_whole(self, client, end):
        answer = client.post(address(end[1]), {**SENT, "comment": "a" * 1001})

        assert answer.status_code == 422
        assert "Raccourcissez votre remarque à 1000 signes : elle en a 1001." in text_of(answer)
        assert "a" * 1001 in answer.content.decode()

    def test_twice_makes_one_answer_the_latest(self, client, end):
        client.post(address(end[1]), SENT)
        client.post(address(end[1]), {**SENT, "clear": "1"})

        assert SurveyAnswer.objects.get().clear == 1

    def test_what_was_given_is_shown_to_be_changed(self, client, end):
        learner, module = end
        SurveyAnswerFactory(learner=learner, module=module, clear=2, comment="À relire.")

        soup = BeautifulSoup(client.get(address(module)).content, "html.parser")

        assert soup.select_one("input[name=clear][checked]")["value"] == "2"
        assert "À relire." in soup.select_one("textarea").get_text()


class TestWhen:
    def test_not_before_the_module_is_completed(self, client):
        course = a_course(lessons=1)
        learner = EnrollmentFactory(pathway=course.pathway).learner
        submit(learner, course.module, 9)  # passed, but its lesson is not read
        client.force_login(learner)

        for answer in (client.get(address(course.module)), client.post(address(course.module), SENT)):
            assert (answer.status_code, answer.url) == (302, course.module.url)
        assert not SurveyAnswer.objects.exists()
        with pytest.raises(SurveyNotOpen):
            save_answer(learner=learner, module=course.module, values=VALUES)

    def test_an_answer_can_be_changed_though_the_module_asks_for_more_today(self, client):
        kept = SurveyAnswerFactory()
        client.force_login(kept.learner)

        client.post(address(kept.module), {**SENT, "clear": "1"})

        kept.refresh_from_db()
        assert kept.clear == 1

    def test_a_visitor_is_asked_to_sign_in(self, client):
        module = ModulePageFactory()

        assert client.get(address(module)).url == f"{reverse('account_login')}?next={address(module)}"
        assert client.post(address(module), SENT).status_code == 302
        assert not SurveyAnswer.objects.exists()

    def test_a_module_that_is_not_on_line_does_not_exist(self, client):
        kept = SurveyAnswerFactory(module=ModulePageFactory(live=False))
        client.force_login(kept.learner)

        assert client.get(address(kept.module)).status_code == 404


class TestTakingBack:
    def test_asks_first_then_deletes(self, client, end):
        learner, module = end
        SurveyAnswerFactory(learner=learner, module=module)

        assert "Effacer votre avis" in text_of(client.get(address(module, "delete")))
        assert SurveyAnswer.objects.exists()
        assert client.post(address(module, "delete")).url == module.url
        assert not SurveyAnswer.objects.exists()

    def test_never_touches_somebody_elses(self, client, end):
        other = SurveyAnswerFactory(module=end[1], comment="Secret de l’autre")

        assert client.get(address(other.module, "delete")).status_code == 404
        client.post(address(other.module, "delete"))
        assert "Secret" not in text_of(client.get(address(other.module)))

        other.refresh_from_db()
        assert other.comment == "Secret de l’autre"

    def test_it_is_taken_away_with_the_account_and_goes_with_it(self, end):
        learner, module = end
        SurveyAnswerFactory(learner=learner, module=module, length=5, difficulty=None, comment="Long.")
        other = SurveyAnswerFactory(module=module)
        file = BytesIO()

        export_account(user=learner, into=file)
        (told,) = json.loads(zipfile.ZipFile(file).read("avis.json"))
        erase(User.objects.filter(pk=learner.pk))

        assert told["module"] == module.title
        assert told["avis"]["La durée du module m’a paru"] == "Beaucoup trop longue"
        assert told["avis"]["La difficulté du module m’a paru"] is None
        assert told["remarque"] == "Long."
        assert list(SurveyAnswer.objects.all()) == [other]


class TestTheInvitation:
    def see(self, client, module):
        return text_of(client.get(module.url))

    def test_stands_on_the_module_once_it_is_completed(self, client, end):
        assert "Donner mon avis" in self.see(client, end[1])

    def test_becomes_a_way_to_change_it(self, client, end):
        SurveyAnswerFactory(learner=end[0], module=end[1])

        assert "Changer ou effacer mon avis" in self.see(client, end[1])

    def test_is_not_shown_before_nor_to_visitors(self, client):
        course = a_course(lessons=1)
        assert "avis" not in self.see(client, course.module)
        client.force_login(EnrollmentFactory(pathway=course.pathway).learner)

        assert "avis" not in self.see(client, course.module)

    def test_stands_beside_the_result_of_the_quiz(self, client):
        learner, module = somebody_at_the_end()
        client.force_login(learner)

        result = client.get(reverse("quizzes:result", args=[learner.attempts.get().public_id]))

        assert address(module) in result.content.decode()


class TestTheTable:
    def test_holds_one_answer_per_learner_and_module(self):
        kept = SurveyAnswerFactory()

        with pytest.raises(IntegrityError), transaction.atomic():
            SurveyAnswerFactory(learner=kept.learner, module=kept.module)

    @pytest.mark.parametrize("step", [0, 6])
    def test_holds_no_step_off_its_scale(self, step):
        with pytest.raises(IntegrityError), transaction.atomic():
            SurveyAnswerFactory(clear=step)
        with pytest.raises(ValidationError):
            SurveyAnswerFactory.build(learner=UserFactory(), module=ModulePageFactory(), clear=step).full_clean()
