from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FoundationConfig(AppConfig):
    name = "cms.foundation"
    verbose_name = _("Socle")

    def ready(self) -> None:
        from cms.foundation import checks, receivers  # noqa: F401
