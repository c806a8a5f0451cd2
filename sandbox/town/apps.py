from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TownConfig(AppConfig):
    name = "sandbox.town"
    verbose_name = _("Ville fictive")
