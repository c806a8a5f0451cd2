"""The pages that are not taught."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.foundation.fields import StreamField
from cms.foundation.models import BasePage
from cms.pages.blocks import ADDRESS, Audiences, Steps


class HomePage(BasePage):
    """The first page: what this is, for whom, how it goes, and where a passport is checked."""

    headline = models.CharField(_("accroche"), max_length=120, blank=True)
    promises = models.TextField(
        _("promesses"), blank=True, help_text=_("Une par ligne, trois mots à six. Elles sont affichées avec une coche.")
    )
    action_label = models.CharField(_("bouton"), max_length=60, blank=True)
    action_address = models.CharField(_("adresse du bouton"), max_length=200, blank=True, validators=[ADDRESS])
    second_label = models.CharField(_("second lien"), max_length=60, blank=True)
    second_address = models.CharField(_("adresse du second lien"), max_length=200, blank=True, validators=[ADDRESS])
    audiences = StreamField(Audiences(), verbose_name=_("publics"), blank=True)
    steps = StreamField(Steps(), verbose_name=_("étapes"), blank=True)
    figure = models.CharField(_("nombre"), max_length=20, blank=True, help_text=_("Par exemple « 16 % »."))
    figure_text = models.CharField(_("ce qu’il compte"), max_length=200, blank=True)
    figure_source = models.CharField(
        _("source, avec sa date"), max_length=200, blank=True, help_text=_("Sans source, le nombre n’est pas affiché.")
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("headline"),
                FieldPanel("promises"),
                FieldRowPanel([FieldPanel("action_label"), FieldPanel("action_address")]),
                FieldRowPanel([FieldPanel("second_label"), FieldPanel("second_address")]),
            ],
            heading=_("Accroche"),
        ),
        FieldPanel("audiences"),
        FieldPanel("steps"),
        MultiFieldPanel(
            [FieldPanel("figure"), FieldPanel("figure_text"), FieldPanel("figure_source")], heading=_("Chiffre clé")
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("headline")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["pages.ContentPage", "modules.CataloguePage"]
    max_count = 1
    section = "accueil"

    class Meta:
        verbose_name = _("page d’accueil")

    @property
    def promise_list(self) -> list[str]:
        """The promises, one by one."""
        return [line.strip() for line in self.promises.splitlines() if line.strip()]


class ContentPage(BasePage):
    """A page of text: help, legal notice, accessibility statement."""

    body = RichTextField(_("contenu"), features=["h2", "h3", "bold", "italic", "link", "ul", "ol"], blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("page de texte")
