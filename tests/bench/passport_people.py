"""Learners who did all that a pathway asks, written straight to the tables: how they got there is not measured."""

from django.db import transaction

from cms.accounts.models import User
from courses.assignments.models import Assignment
from courses.pathways.models import Pathway
from courses.progress.models import Enrollment, LessonCompletion
from tests.cms.accounts.factories import UserFactory
from tests.courses.assignments.factories import decided
from tests.courses.progress.factories import AttemptFactory, EnrollmentFactory

PATHWAY = "elu"


@transaction.atomic
def graduates(count: int, name: str) -> list[Enrollment]:
    """They have earned the passport of the pathway, and were not issued it yet."""
    name = f"{name}-{User.objects.count()}"  # addresses that no earlier run gave
    pathway = Pathway.objects.get(slug=PATHWAY)
    modules = list(pathway.modules.select_related("module__quiz"))
    required = [row.lesson for asked in modules for row in asked.lessons.filter(requirement="obligatoire")]
    productions = Assignment.objects.required().filter(pathway=pathway).prefetch_related("parts")
    trainer = UserFactory(email=f"{name}@demo.example", trainer=True)
    found = []
    for number in range(count):
        user = User.objects.create_user(f"{name}-{number}@demo.example", name=f"Camille Éluard-Noël {number}")
        LessonCompletion.objects.bulk_create(LessonCompletion(learner=user, lesson=lesson) for lesson in required)
        for asked in modules:
            AttemptFactory(learner=user, quiz=asked.module.quiz, audience=pathway.audience, points=9)
        found.append(EnrollmentFactory(learner=user, pathway=pathway, completed=True))
        for production in productions:
            decided(production, user, by=trainer)
    return found
