"""The catalogue, its modules, their lessons. Content only: what a learner did lives in `progress`."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.foundation.fields import StreamField
from cms.foundation.models import BasePage
from courses.modules.blocks import LessonBody
from courses.quizzes.models import Quiz


class CataloguePage(BasePage):
    """Every module, in order."""

    parent_page_types = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["modules.ModulePage"]
    max_count = 1


class ModulePage(BasePage):
    """A few lessons and one counted quiz."""

    code = models.CharField(_("code"), max_length=8, unique=True, help_text=_("Trois lettres, par exemple SEC."))
    number = models.PositiveSmallIntegerField(_("numéro"), default=0)
    version = models.CharField(_("version du contenu"), max_length=16, default="2026.1")
    introduction = RichTextField(_("présentation"), features=["bold", "italic", "link", "ul", "ol"], blank=True)
    objectives = models.TextField(_("à la fin, vous saurez"), blank=True, help_text=_("Un par ligne."))
    quiz = models.OneToOneField(
        Quiz, null=True, blank=True, on_delete=models.PROTECT, related_name="module", verbose_name=_("évaluation")
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("code"),
        FieldPanel("number"),
        FieldPanel("version"),
        FieldPanel("introduction"),
        FieldPanel("objectives"),
        FieldPanel("quiz"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction"), index.SearchField("objectives")]
    parent_page_types = ["modules.CataloguePage"]
    subpage_types: ClassVar[list[str]] = ["modules.LessonPage"]


class LessonPage(BasePage):
    """One sitting of learning."""

    code = models.CharField(_("code"), max_length=12, unique=True, help_text=_("Par exemple SEC-1."))
    minutes = models.PositiveSmallIntegerField(_("durée estimée (min)"), default=10)
    objective = models.CharField(_("objectif"), max_length=255, blank=True)
    body = StreamField(LessonBody(), verbose_name=_("contenu"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("code"),
        FieldPanel("minutes"),
        FieldPanel("objective"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("objective"), index.SearchField("body")]
    parent_page_types = ["modules.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
