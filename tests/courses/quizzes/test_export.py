"""What a learner takes away of their attempts."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from courses.quizzes.exporting import attempts_of
from tests.courses.questions.factories import QuestionFactory
from tests.courses.quizzes.factories import AttemptFactory
from tests.courses.quizzes.test_attempt_pages import KINDS

pytestmark = pytest.mark.django_db


def test_attempts_are_taken_away_in_words_and_without_the_key():
    attempt = AttemptFactory(questions=[QuestionFactory(**{kind: True}) for kind in KINDS], right=5, submitted=True)
    AttemptFactory(number=2)

    [exported] = attempts_of(attempt.learner)

    text = json.dumps(exported, cls=DjangoJSONEncoder, ensure_ascii=False)
    assert exported["réponses"][0]["réponse"] == ["La deuxième réponse"]
    assert exported["réponses"][5]["réponse"] is None
    assert exported["points"] == 5
    for item in attempt.items.select_related("revision"):
        assert not [option["id"] for option in item.revision.options if option["id"] in text]
        assert not [option["feedback"] for option in item.revision.options if option["feedback"] in text]


@pytest.mark.parametrize("count", [1, 3])
def test_the_export_takes_the_same_queries_whatever_the_attempts(count, django_assert_max_num_queries):
    first = AttemptFactory(submitted=True)
    learner = first.learner
    for number in range(2, count + 1):
        AttemptFactory(quiz=first.quiz, learner=learner, number=number, submitted=True)

    with django_assert_max_num_queries(3):
        attempts_of(learner)
