from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ToolsConfig(AppConfig):
    name = "courses.tools"
    verbose_name = _("Outils")

    def ready(self) -> None:
        from cms.accounts.services import register_export
        from cms.pages.services import register_link_source, register_search_source
        from courses.assignments.sources import register_piece_source
        from courses.modules.activities import Activity, register
        from courses.tools.catalogue import TOOLS
        from courses.tools.services import export_results
        from courses.tools.services.finding import search_hits, tool_links
        from courses.tools.services.pieces import TOOL_PIECES

        register_export("outils", export_results)
        register_piece_source(TOOL_PIECES)
        register_link_source(_("Outils"), tool_links)
        register_search_source(_("Outil"), search_hits)
        for tool in TOOLS:
            register(
                Activity(
                    code=tool.code,
                    title=tool.title,
                    url_name="tools:tool",
                    url_args=(tool.slug,),
                    minutes=tool.minutes,
                    summary=tool.purpose,
                    knows_lesson=True,
                )
            )
