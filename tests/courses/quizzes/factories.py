"""Quizzes and attempts. `AttemptFactory(submitted=True)`, `AttemptFactory(passed=True)`."""

from datetime import timedelta
from random import Random

import factory
from django.utils import timezone

from cms.accounts.models import Audience
from courses.quizzes.keys import shuffled_order
from courses.quizzes.models import Attempt, AttemptGrant, AttemptItem, Quiz
from courses.quizzes.rules import Blueprint
from courses.quizzes.services import submit_attempt
from tests.cms.accounts.factories import UserFactory
from tests.courses.questions.factories import QuestionFactory

LESSONS = ("SEC-1", "SEC-2", "SEC-3", "SEC-4", "SEC-5")
BLUEPRINT = Blueprint(audience=Audience.ELECTED, easy=3, medium=3, hard=2, required_lessons=LESSONS)


class QuizFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Quiz
        django_get_or_create = ("code",)

    code = "SEC"
    title = "Sécurité"


class AttemptFactory(factory.django.DjangoModelFactory):
    """An open attempt on a paper of three single choices, or of the `questions` given."""

    class Meta:
        model = Attempt
        skip_postgeneration_save = True

    class Params:
        overdue = factory.Trait(deadline=factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1)))

    quiz = factory.SubFactory(QuizFactory)
    learner = factory.SubFactory(UserFactory, verified=True)
    audience = Audience.ELECTED
    number = 1
    threshold_percent = 60
    started_at = factory.LazyFunction(timezone.now)
    max_score = 3

    @factory.post_generation
    def questions(self, create, extracted, **kwargs):
        if not create:
            return
        questions = extracted or QuestionFactory.create_batch(3, module_code=self.quiz.code)
        for position, question in enumerate(questions, start=1):
            revision = question.current_revision
            order = shuffled_order(revision, Random(position))
            AttemptItem.objects.create(attempt=self, position=position, revision=revision, option_order=order)
        self.max_score = len(questions)
        self.save(update_fields=["max_score"])

    @factory.post_generation
    def right(self, create, extracted, **kwargs):
        """How many questions, from the first one, are answered rightly: `AttemptFactory(right=2)`."""
        if create:
            for item in self.items.select_related("revision")[: extracted or 0]:
                item.answer, item.answered_at = right_answer(item.revision), timezone.now()
                item.save()

    @factory.post_generation
    def submitted(self, create, extracted, **kwargs):
        if create and extracted:
            submit_attempt(attempt=self)
            self.refresh_from_db()

    @factory.post_generation
    def passed(self, create, extracted, **kwargs):
        """Everything right, and handed in."""
        if create and extracted:
            for item in self.items.select_related("revision"):
                item.answer, item.answered_at = right_answer(item.revision), timezone.now()
                item.save()
            submit_attempt(attempt=self)
            self.refresh_from_db()


class AttemptGrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AttemptGrant

    quiz = factory.SubFactory(QuizFactory)
    learner = factory.SubFactory(UserFactory)
    audience = Audience.ELECTED


def fill_bank(module_code="SEC", per_lesson=4):
    """A bank that keeps every rule of the syllabus: five lessons, three difficulties, cases and numbers."""
    difficulties = ("0.30", "0.50", "0.70", "0.40")
    questions = []
    for number in range(1, 6):
        for place in range(per_lesson):
            trait = {0: "case", 1: "numeric", 2: "multiple"}.get(place, "true_false")
            lesson = f"{module_code}-{number}"
            difficulty = difficulties[(place + number) % 4]
            questions.append(
                QuestionFactory(module_code=module_code, lesson_code=lesson, difficulty=difficulty, **{trait: True})
            )
    return questions


def right_answer(revision):
    """What grades to one point, as an attempt keeps it."""
    options = revision.options
    if revision.kind == "numérique":
        return {"text": next(option["text"] for option in options if option["right"])}
    if revision.kind == "appariement":
        return {"pairs": {option["id"]: option["match_id"] for option in options}}
    if revision.kind == "ordre":
        return {"ranks": {option["id"]: option["rank"] for option in options}}
    return {"picked": sorted(option["id"] for option in options if option["right"])}


def posted(revision, answer=None):
    """The same as a browser sends it."""
    answer = answer or right_answer(revision)
    if "picked" in answer:
        return {"answer": answer["picked"]}
    if "text" in answer:
        return {"answer": answer["text"]}
    prefix, choices = ("pair", answer["pairs"]) if "pairs" in answer else ("rank", answer["ranks"])
    return {f"{prefix}-{identifier}": str(value) for identifier, value in choices.items()}
