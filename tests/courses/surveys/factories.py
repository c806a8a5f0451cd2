"""Answers to the survey of a module, for every test."""

import factory

from courses.surveys.models import SurveyAnswer
from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import ModulePageFactory
from tests.courses.progress.factories import EnrollmentFactory, a_course, submit


class SurveyAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SurveyAnswer

    learner = factory.SubFactory(UserFactory)
    module = factory.SubFactory(ModulePageFactory)
    clear = 4
    useful = 5
    length = 3
    difficulty = 3
    accessible = 5
    comment = ""


def somebody_at_the_end(**fields):
    """A learner who has just completed a module, and this module."""
    course = a_course(lessons=0)
    learner = EnrollmentFactory(pathway=course.pathway, **fields).learner
    submit(learner, course.module, 9)
    return learner, course.module
