"""The editors' screens."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.pathways.forms import PathwayForm
from courses.pathways.models import Pathway


class PathwayViewSet(SnippetViewSet):
    model = Pathway
    icon = "list-ol"
    menu_label = _("Parcours")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["title", "audience", "version", "live"]
    search_fields = ["title", "summary"]
    edit_handler = ObjectList(Pathway.panels, base_form_class=PathwayForm)
