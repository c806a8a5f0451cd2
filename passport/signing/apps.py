from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SigningConfig(AppConfig):
    name = "passport.signing"
    verbose_name = _("Signature")

    def ready(self) -> None:
        from passport.signing import checks  # noqa: F401
