"""What every page of ours stands on."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index


class BasePage(Page):
    """A page with a standfirst. Abstract: see docs/adr for why it is not Wagtail's swappable page model."""

    summary = models.CharField(
        _("chapô"), max_length=320, blank=True, help_text=_("Une ou deux phrases, affichées sous le titre.")
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.AutocompleteField("title")]
    promote_panels = Page.promote_panels

    class Meta:
        abstract = True
