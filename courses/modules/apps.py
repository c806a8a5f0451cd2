from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModulesConfig(AppConfig):
    name = "courses.modules"
    verbose_name = _("Modules")

    def ready(self) -> None:
        from courses.glossary.usages import register_usage_source
        from courses.modules import receivers  # noqa: F401
        from courses.modules.services import lessons_of_terms

        register_usage_source(lessons_of_terms)
