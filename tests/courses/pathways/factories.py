"""Pathways with their modules: `PathwayFactory()`, then `PathwayModuleFactory(pathway=…, required=[…], advised=[…])`."""

import factory

from cms.accounts.models import Audience
from courses.pathways.models import Pathway, PathwayActivity, PathwayLesson, PathwayModule, Requirement
from tests.courses.modules.factories import ModulePageFactory


class PathwayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pathway
        django_get_or_create = ["slug"]

    slug = factory.SelfAttribute("audience")
    audience = Audience.ELECTED
    title = factory.LazyAttribute(lambda pathway: f"Parcours {Audience(pathway.audience).label}")
    summary = "Les questions à poser, et les mots pour les poser."
    promise = "Décider en connaissance de cause."


class PathwayModuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PathwayModule
        skip_postgeneration_save = True

    pathway = factory.SubFactory(PathwayFactory)
    module = factory.SubFactory(ModulePageFactory)
    sort_order = factory.Sequence(lambda n: n)
    threshold_percent = 60
    easy = 1
    medium = 0
    hard = 0

    @factory.post_generation
    def required(self, create, lessons, **kwargs):
        ask(self, lessons, Requirement.REQUIRED)

    @factory.post_generation
    def advised(self, create, lessons, **kwargs):
        ask(self, lessons, Requirement.ADVISED)

    @factory.post_generation
    def activities(self, create, codes, **kwargs):
        ask_for_activities(self, codes, Requirement.REQUIRED)

    @factory.post_generation
    def advised_activities(self, create, codes, **kwargs):
        ask_for_activities(self, codes, Requirement.ADVISED)


def ask(row, lessons, requirement):
    for lesson in lessons or []:
        PathwayLesson.objects.create(pathway_module=row, lesson=lesson, requirement=requirement)


def ask_for_activities(row, codes, requirement):
    for code in codes or []:
        PathwayActivity.objects.create(pathway_module=row, code=code, requirement=requirement)
