"""Modules and lessons for every test. Parents appear by themselves: home, catalogue, module."""

import factory
import wagtail_factories

from cms.pages.founding import found_site
from cms.pages.models import HomePage
from courses.modules.models import CataloguePage, LessonPage, ModulePage
from courses.quizzes.models import Quiz


def the_home() -> HomePage:
    found_site()
    return HomePage.objects.get()


def the_catalogue() -> CataloguePage:
    return CataloguePage.objects.first() or the_home().add_child(
        instance=CataloguePage(title="Modules", slug="modules")
    )


class QuizFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Quiz
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"Q{n}")
    title = factory.LazyAttribute(lambda it: f"Évaluation {it.code}")


def letters(n: int) -> str:
    """A module's code: three capitals."""
    return "".join(chr(ord("A") + n // 26**place % 26) for place in (2, 1, 0))


class ModulePageFactory(wagtail_factories.PageFactory):
    """A live module with its quiz, below the catalogue."""

    class Meta:
        model = ModulePage

    parent = factory.LazyFunction(the_catalogue)
    title = factory.Sequence(lambda n: f"Module d’essai {n}")
    slug = factory.Sequence(lambda n: f"module-{n}")
    code = factory.Sequence(letters)
    number = factory.Sequence(lambda n: n % 100)
    summary = "De quoi parle ce module, en une phrase."
    objectives = "Savoir dire de quoi il s’agit."
    quiz = factory.SubFactory(QuizFactory, code=factory.SelfAttribute("..code"))


class LessonPageFactory(wagtail_factories.PageFactory):
    """A live lesson of a module; `body` takes (block, value) pairs."""

    class Meta:
        model = LessonPage

    parent = factory.SubFactory(ModulePageFactory)
    title = factory.LazyAttribute(lambda it: f"Leçon {it.code}")
    slug = factory.LazyAttribute(lambda it: it.code.lower())
    code = factory.LazyAttribute(lambda it: f"{it.parent.code}-{it.parent.get_children_count() + 1}")
    minutes = 10
    summary = "Ce que dit cette leçon, en une phrase."
    objective = "Savoir dire de quoi il s’agit."
    body = factory.LazyFunction(lambda: [("text", "<h2>Un début</h2><p>Un texte.</p>")])
