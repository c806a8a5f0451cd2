"""What the team does in Wagtail: settings, and attempts given back."""

import pytest
from django.urls import reverse

from courses.quizzes.models import AttemptGrant
from courses.quizzes.viewsets import AttemptGrantViewSet, QuizViewSet
from tests.cms.accounts.factories import UserFactory
from tests.courses.quizzes.factories import QuizFactory

pytestmark = pytest.mark.django_db

GRANTS, QUIZZES = AttemptGrantViewSet(), QuizViewSet()


def address(viewset, name, *args):
    return reverse(viewset.get_url_name(name), args=args)


def test_a_tutor_gives_two_attempts_back_under_their_own_name(client):
    tutor, learner, quiz = UserFactory(trainer=True), UserFactory(), QuizFactory()
    client.force_login(tutor)

    given = {"learner": learner.pk, "quiz": quiz.pk, "audience": "elu", "attempts": 2, "note": "Échange du 23"}
    client.post(address(GRANTS, "add"), given)

    grant = AttemptGrant.objects.get()
    assert (grant.learner, grant.granted_by, grant.attempts) == (learner, tutor, 2)
    assert client.get(address(GRANTS, "index")).status_code == 200


def test_what_was_given_stays_written(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    grant = AttemptGrant.objects.create(quiz=QuizFactory(), learner=UserFactory(), audience="elu")

    client.post(address(GRANTS, "delete", grant.pk))

    assert AttemptGrant.objects.exists()


def test_an_editor_sets_a_time_limit(client):
    client.force_login(UserFactory(editor=True))
    quiz = QuizFactory()

    settings = {
        "title": quiz.title,
        "minutes_limit": "30",
        "max_attempts": 3,
        "first_wait_hours": 24,
        "next_wait_hours": 168,
    }
    client.post(address(QUIZZES, "edit", quiz.pk), settings)

    quiz.refresh_from_db()
    assert quiz.minutes_limit == 30


@pytest.mark.parametrize("role", [{}, {"registrar": True}])
def test_others_give_nothing_back(client, role):
    client.force_login(UserFactory(**role))

    client.post(
        address(GRANTS, "add"),
        {"learner": UserFactory().pk, "quiz": QuizFactory().pk, "audience": "elu", "attempts": 2},
    )

    assert not AttemptGrant.objects.exists()


def test_a_trainer_does_not_change_a_quiz(client):
    client.force_login(UserFactory(trainer=True))
    quiz = QuizFactory()

    client.post(address(QUIZZES, "edit", quiz.pk), {"title": "Autre", "max_attempts": 99})

    quiz.refresh_from_db()
    assert quiz.max_attempts == 3
