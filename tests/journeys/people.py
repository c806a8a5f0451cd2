"""Learners of the demonstration in each situation, put there by the services that the pages call."""

from django.http import QueryDict
from django.test import Client

from courses.pathways.models import Pathway
from courses.progress.models import ActivityCompletion
from courses.progress.services import complete_lesson, enroll
from courses.quizzes.models import Attempt
from courses.quizzes.services import save_answer, submit_attempt
from tests.cms.accounts.factories import UserFactory
from tests.courses.quizzes.factories import posted
from tests.journeys.acting import PASSWORD, QUIZ


def newcomer(**fields):
    return UserFactory(verified=True, password=PASSWORD, public="elu", **fields)


def completed(learner):
    """The codes of the activities that count as done."""
    return set(ActivityCompletion.objects.filter(learner=learner).values_list("code", flat=True))


def enrolled(**fields):
    learner = newcomer(**fields)
    enroll(learner=learner, pathway=Pathway.objects.get(slug="elu"))
    return learner


def half_way() -> Attempt:
    """Somebody with an open attempt and nothing answered yet."""
    learner = enrolled()
    client = Client()
    client.force_login(learner)
    client.post(QUIZ, {"parcours": "elu"})
    return learner.attempts.get()


def somebody_with_a_failed_attempt() -> Attempt:
    return submit_attempt(attempt=half_way())


def form_of(revision) -> QueryDict:
    """What a form sends for the right answer."""
    data = QueryDict(mutable=True)
    for name, value in posted(revision).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def graduate():
    """Somebody who has done all that the pathway asks."""
    attempt = half_way()
    for row in Pathway.objects.get(slug="elu").modules.get().lessons.filter(requirement="obligatoire"):
        complete_lesson(learner=attempt.learner, lesson=row.lesson)
    for item in attempt.items.select_related("revision"):
        save_answer(attempt=attempt, position=item.position, data=form_of(item.revision))
    submit_attempt(attempt=attempt)
    return attempt.learner
