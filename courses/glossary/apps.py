from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GlossaryConfig(AppConfig):
    name = "courses.glossary"
    verbose_name = _("Glossaire")

    def ready(self) -> None:
        from cms.accounts.permissions import EDITOR, TRAINER
        from cms.accounts.services import register_role_permissions
        from cms.pages.services import register_link_source, register_search_source
        from courses.glossary.services import glossary_links, search_hits

        writing = ["glossary.view_term", "glossary.add_term", "glossary.change_term"]
        register_role_permissions(TRAINER, writing)
        register_role_permissions(EDITOR, [*writing, "glossary.publish_term", "glossary.delete_term"])
        register_search_source(_("Glossaire"), search_hits)
        register_link_source(_("Glossaire"), glossary_links)
