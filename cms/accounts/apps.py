from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    verbose_name = _("Comptes")

    def ready(self) -> None:
        from cms.accounts.receivers import grant_roles_after_migrate

        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(grant_roles_after_migrate, sender=last, dispatch_uid="grant_roles")
