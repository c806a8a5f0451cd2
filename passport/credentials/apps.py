from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CredentialsConfig(AppConfig):
    name = "passport.credentials"
    verbose_name = _("Titres délivrés")

    def ready(self) -> None:
        from cms.accounts.permissions import REGISTRAR
        from cms.accounts.services import register_export, register_role_permissions
        from passport.credentials import receivers  # noqa: F401
        from passport.credentials.permissions import EXPORT, REVOKE, VIEW
        from passport.credentials.services import export_credentials, uses_of
        from passport.signing.services import register_uses

        register_role_permissions(REGISTRAR, [VIEW, REVOKE, EXPORT])
        register_export("titres", export_credentials)
        register_uses(uses_of)
