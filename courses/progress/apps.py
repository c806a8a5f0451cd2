from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    name = "courses.progress"
    verbose_name = _("Progression")

    def ready(self) -> None:
        from cms.accounts.services import register_export
        from courses.progress import receivers  # noqa: F401
        from courses.progress.services import export_progress

        register_export("progression", export_progress)
