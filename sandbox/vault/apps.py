from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VaultConfig(AppConfig):
    name = "sandbox.vault"
    verbose_name = _("Coffres")

    def ready(self) -> None:
        from cms.accounts.services import register_export
        from sandbox.vault import checks, receivers  # noqa: F401
        from sandbox.vault.services import export_vaults

        register_export("coffre", export_vaults)
