from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PositioningConfig(AppConfig):
    name = "courses.positioning"
    verbose_name = _("Test de positionnement")

    def ready(self) -> None:
        from cms.accounts.services import register_export
        from cms.pages.services import register_link_source
        from courses.positioning.services import export_positioning, positioning_links

        register_export("positionnement", export_positioning)
        register_link_source(_("Test de positionnement"), positioning_links)
