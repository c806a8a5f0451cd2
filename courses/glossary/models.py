"""The glossary: the words that a learner meets, in plain words."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class Term(index.Indexed, models.Model):
    """One word or expression and its plain definition."""

    slug = models.SlugField(_("identifiant"), max_length=80, unique=True)
    name = models.CharField(_("terme"), max_length=120)
    definition = models.TextField(_("définition"), help_text=_("Deux phrases simples au plus."))
    also = models.CharField(_("aussi appelé"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=255, blank=True)

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name", boost=5),
        index.SearchField("also", boost=3),
        index.SearchField("definition"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        ordering = ["slug"]
        verbose_name = _("terme du glossaire")
        verbose_name_plural = _("termes du glossaire")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('glossary:index')}#mot-{self.slug}"
