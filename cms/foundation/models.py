"""What every page of ours stands on."""

from typing import Any

from django.db import models
from django.http import HttpRequest
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

    # Which entry of the menu this page stands under; an empty one, none.
    section = ""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "section": self.section, "trail": self.trail()}

    def trail(self) -> list[tuple[str, str | None]]:
        """The live pages above this one, then itself without a link; nothing on the first page of the site."""
        above = [(page.title, page.url) for page in self.get_ancestors().live().filter(depth__gt=1)] if self.pk else []
        return [*above, (self.title, None)] if above else []
