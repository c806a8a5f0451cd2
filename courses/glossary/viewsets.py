"""The editors' screens."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.glossary.models import Term


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    menu_label = _("Glossaire")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name", "slug", "definition", "live"]
    list_filter = ["live"]
    search_fields = ["name", "also", "definition"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("definition"),
        FieldPanel("also"),
        FieldPanel("source"),
        PublishingPanel(),
    ]
