from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "courses.surveys"
    verbose_name = _("Avis sur les modules")

    def ready(self) -> None:
        from cms.accounts.permissions import EDITOR, TRAINER
        from cms.accounts.services import register_export, register_role_permissions
        from courses.surveys.permissions import VIEW
        from courses.surveys.services import export_answers

        register_export("avis", export_answers)
        register_role_permissions(TRAINER, [VIEW])
        register_role_permissions(EDITOR, [VIEW])
