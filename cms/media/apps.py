from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "cms.media"
    verbose_name = _("Médias")

    def ready(self) -> None:
        from cms.media import receivers  # noqa: F401
