"""The pages that are not taught."""

from typing import ClassVar

from wagtail.fields import RichTextField
from wagtail.admin.panels import FieldPanel
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.foundation.models import BasePage


class HomePage(BasePage):
    """The first page."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["pages.ContentPage", "modules.CataloguePage"]
    max_count = 1


class ContentPage(BasePage):
    """A page of text: help, legal notice, accessibility statement."""

    body = RichTextField(_("contenu"), features=["h2", "h3", "bold", "italic", "link", "ul", "ol"], blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []
