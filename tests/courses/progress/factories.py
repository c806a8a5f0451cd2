"""Learners on their way. A `Course` is the smallest world in which one can be: a pathway, a module, its lessons."""

from dataclasses import dataclass, field
from datetime import timedelta

import factory
from django.utils import timezone

from courses.modules.models import LessonPage, ModulePage
from courses.pathways.models import Pathway, PathwayModule
from courses.progress.models import Enrollment, LessonCompletion
from courses.quizzes.models import Attempt
from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import LessonPageFactory, ModulePageFactory
from tests.courses.pathways.factories import PathwayFactory, PathwayModuleFactory


class EnrollmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enrollment

    class Params:
        completed = factory.Trait(completed_at=factory.LazyFunction(timezone.now))

    learner = factory.SubFactory(UserFactory)
    pathway = factory.SubFactory(PathwayFactory)


class LessonCompletionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LessonCompletion

    learner = factory.SubFactory(UserFactory)


class AttemptFactory(factory.django.DjangoModelFactory):
    """An open attempt; `AttemptFactory(points=7)` is submitted with seven points out of ten."""

    class Meta:
        model = Attempt

    class Params:
        points = None

    learner = factory.SubFactory(UserFactory)
    audience = "elu"
    number = factory.Sequence(lambda n: n + 1)
    threshold_percent = 60
    max_score = 10
    started_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    submitted_at = factory.Maybe("points", factory.LazyFunction(timezone.now), None)
    score = factory.SelfAttribute("points")
    passed = factory.LazyAttribute(
        lambda it: None if it.points is None else 100 * it.points >= it.threshold_percent * it.max_score
    )


@dataclass
class Course:
    """One module of one pathway, asked for in order; `lessons` are its required ones."""

    pathway: Pathway
    module: ModulePage
    row: PathwayModule
    lessons: list[LessonPage] = field(default_factory=list)


def a_course(*, lessons=2, advised=0, optional=0, pathway=None, **row) -> Course:
    """A module with its lessons, added at the end of the pathway."""
    module = ModulePageFactory()
    required = [LessonPageFactory(parent=module) for _ in range(lessons)]
    on_top = [LessonPageFactory(parent=module) for _ in range(advised)]
    for _ in range(optional):
        LessonPageFactory(parent=module)
    pathway = pathway or PathwayFactory()
    row = PathwayModuleFactory(pathway=pathway, module=module, required=required, advised=on_top, **row)
    return Course(pathway, module, row, required)


def read(learner, *lessons) -> None:
    for lesson in lessons:
        LessonCompletionFactory(learner=learner, lesson=lesson)


def submit(learner, module, points, **facts) -> Attempt:
    """A submitted attempt at the module's quiz, out of ten points."""
    return AttemptFactory(learner=learner, quiz=module.quiz, points=points, **facts)
