import logging

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentsConfig(AppConfig):
    name = "sandbox.consents"
    verbose_name = _("Autorisations")

    def ready(self) -> None:
        from cms.accounts.services import register_export
        from sandbox.consents import receivers  # noqa: F401
        from sandbox.consents.services import receipts_of
        from sandbox.consents.services.receipts import export_consents
        from sandbox.vault.services import register_receipts

        register_receipts(receipts_of)
        register_export("autorisations", export_consents)
        # At DEBUG these two libraries write codes and refresh tokens in full.
        for chatty in ("oauthlib", "oauth2_provider"):
            logging.getLogger(chatty).setLevel(logging.INFO)
