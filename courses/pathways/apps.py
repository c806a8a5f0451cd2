from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PathwaysConfig(AppConfig):
    name = "courses.pathways"
    verbose_name = _("Parcours")

    def ready(self) -> None:
        from cms.accounts.permissions import EDITOR, TRAINER
        from cms.accounts.services import register_role_permissions
        from cms.pages.services import register_link_source
        from courses.modules.audiences import register_audience_source
        from courses.pathways.models import Pathway, PathwayModule

        writing = ["pathways.view_pathway", "pathways.add_pathway", "pathways.change_pathway"]
        register_role_permissions(TRAINER, writing)
        register_role_permissions(EDITOR, [*writing, "pathways.publish_pathway", "pathways.delete_pathway"])
        register_link_source(str(_("Parcours")), Pathway.objects.links)
        register_audience_source(PathwayModule.objects.audiences)
