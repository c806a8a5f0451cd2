from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssignmentsConfig(AppConfig):
    name = "courses.assignments"
    verbose_name = _("Productions")

    def ready(self) -> None:
        from cms.accounts.permissions import EDITOR, TRAINER
        from cms.accounts.services import register_export, register_export_files, register_role_permissions
        from courses.assignments import receivers  # noqa: F401
        from courses.assignments.permissions import REVIEW, VIEW
        from courses.assignments.services import export_files, export_submissions

        register_role_permissions(TRAINER, [VIEW, REVIEW])
        register_role_permissions(EDITOR, [VIEW, REVIEW])
        register_export("productions", export_submissions)
        register_export_files("productions", export_files)
