"""The glossary: the words that a learner meets, in plain words."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index

from courses.glossary import limits
from courses.glossary.rules import MOST_SENTENCES, MOST_WORDS, is_easy
from courses.glossary.usages import Usage


class TermQuerySet(models.QuerySet["Term"]):
    def live(self) -> Self:
        return self.filter(live=True)

    def named(self, slugs: Iterable[str]) -> Self:
        return self.filter(slug__in=set(slugs))


class Term(DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """One word or expression and its plain definition."""

    slug = models.CharField(
        _("identifiant"),
        max_length=limits.SLUG,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", _("Écrivez des minuscules sans accent, avec des tirets."))
        ],
        help_text=_("Par exemple « surface-d-attaque ». Les leçons y renvoient par « #mot-identifiant »."),
    )
    name = models.CharField(_("terme"), max_length=limits.NAME)
    definition = models.TextField(
        _("définition"), max_length=limits.DEFINITION, help_text=_("Deux phrases simples au plus.")
    )
    also = models.CharField(_("aussi appelé"), max_length=limits.ALSO, blank=True)
    source = models.CharField(_("source"), max_length=limits.SOURCE, blank=True)

    objects = TermQuerySet.as_manager()
    usages: "Sequence[Usage]" = ()  # filled by the pages that show where a term is used

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name", boost=5),
        index.SearchField("also", boost=3),
        index.SearchField("definition"),
        index.AutocompleteField("name"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["slug"]
        verbose_name = _("terme du glossaire")
        verbose_name_plural = _("termes du glossaire")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('glossary:index')}#mot-{self.slug}"

    def clean(self) -> None:
        super().clean()
        if not is_easy(self.definition):
            words = _("Raccourcissez : %(sentences)s phrases et %(words)s mots au plus, pour que chacun la lise.")
            raise ValidationError({"definition": words % {"sentences": MOST_SENTENCES, "words": MOST_WORDS}})
