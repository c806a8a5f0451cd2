"""Provider B's own pages, and the accounts of its holders."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProviderConfig(AppConfig):
    name = "sandbox.provider"
    verbose_name = _("Fournisseur B")
    default = True


class HoldersConfig(AppConfig):
    """The site's account model, without the roles and the desk that the site's own configuration sets up."""

    name = "cms.accounts"
    label = "accounts"
    verbose_name = _("Titulaires")
    default = False


class HeldVaultsConfig(AppConfig):
    """The site's vaults, without what they tell the site's accounts."""

    name = "sandbox.vault"
    label = "vault"
    verbose_name = _("Coffres")
    default = False
