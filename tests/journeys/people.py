"""Learners of the demonstration in each situation, put there by the services that the pages call."""

from django.http import QueryDict
from django.test import Client

from courses.modules.models import ModulePage
from courses.pathways.models import Pathway
from courses.progress.models import ActivityCompletion
from courses.progress.services import complete_lesson, enroll
from courses.quizzes.models import Attempt
from courses.quizzes.services import save_answer, submit_attempt
from tests.cms.accounts.factories import UserFactory
from tests.courses.assignments.factories import accepted_submissions
from tests.courses.quizzes.factories import posted
from tests.journeys.acting import PASSWORD, quiz_of


def newcomer(audience="elu", **fields):
    return UserFactory(verified=True, password=PASSWORD, public=audience, **fields)


def completed(learner):
    """The codes of the activities that count as done."""
    return set(ActivityCompletion.objects.filter(learner=learner).values_list("code", flat=True))


def enrolled(pathway="elu", **fields):
    """Our pathways are named after their audience."""
    learner = newcomer(pathway, **fields)
    enroll(learner=learner, pathway=Pathway.objects.get(slug=pathway))
    return learner


def begun(learner, module: ModulePage, pathway="elu") -> Attempt:
    """The attempt that the learner opens at a module, on its page."""
    client = Client()
    client.force_login(learner)
    client.post(quiz_of(module.slug), {"parcours": pathway})
    return learner.attempts.get(quiz=module.quiz)


def half_way() -> Attempt:
    """Somebody with an open attempt and nothing answered yet."""
    return begun(enrolled(), ModulePage.objects.get(code="SEC"))


def somebody_with_a_failed_attempt() -> Attempt:
    return submit_attempt(attempt=half_way())


def form_of(revision) -> QueryDict:
    """What a form sends for the right answer."""
    data = QueryDict(mutable=True)
    for name, value in posted(revision).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def graduate(pathway="elu"):
    """Somebody who has done all that the pathway asks."""
    learner = enrolled(pathway)
    for asked in Pathway.objects.get(slug=pathway).modules.select_related("module__quiz"):
        for row in asked.lessons.filter(requirement="obligatoire").select_related("lesson"):
            complete_lesson(learner=learner, lesson=row.lesson)
        pass_quiz(begun(learner, asked.module, pathway))
    accepted_submissions(learner, Pathway.objects.get(slug=pathway))
    return learner


def pass_quiz(attempt: Attempt) -> None:
    for item in attempt.items.select_related("revision"):
        save_answer(attempt=attempt, position=item.position, data=form_of(item.revision))
    submit_attempt(attempt=attempt)
