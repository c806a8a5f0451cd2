"""Results of the positioning test for every test."""

import factory

from courses.positioning.models import Positioning
from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import LessonPageFactory, ModulePageFactory, the_catalogue
from tests.courses.questions.factories import QuestionFactory

MODULES = ("SEC", "LIB", "REV", "ORG", "ACH", "DON")


class PositioningFactory(factory.django.DjangoModelFactory):
    """At ease with SEC, LIB to review, REV to discover."""

    class Meta:
        model = Positioning

    learner = factory.SubFactory(UserFactory)
    audience = "elu"
    scores = factory.LazyFunction(
        lambda: [
            {"module": "SEC", "points": "2", "asked": 2},
            {"module": "LIB", "points": "1", "asked": 2},
            {"module": "REV", "points": "1/2", "asked": 2},
        ]
    )


def a_bank(each=3, **fields):
    """Enough questions in each module of the test, of several lessons."""
    return [
        QuestionFactory(module_code=module, lesson_code=f"{module}-{n + 1}", **fields)
        for module in MODULES
        for n in range(each)
    ]


def modules_on_line(*codes, short=False):
    """Live modules with one lesson each, in this order."""
    pages = [
        ModulePageFactory(parent=the_catalogue(), code=code, number=n, title=f"Module {code}")
        for n, code in enumerate(codes, start=1)
    ]
    for page in pages:
        LessonPageFactory(parent=page, minutes=30, short_minutes=12 if short else None)
    return pages
