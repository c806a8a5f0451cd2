from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class H5PConfig(AppConfig):
    name = "courses.h5p"
    label = "h5p"
    verbose_name = _("Activités H5P")

    def ready(self) -> None:
        from cms.accounts.permissions import ADMINISTRATOR, EDITOR, TRAINER
        from cms.accounts.services import register_export, register_role_permissions
        from courses.h5p import checks  # noqa: F401
        from courses.h5p.services import export_attempts

        register_export("activites-h5p", export_attempts)
        writing = ["h5p.view_activity", "h5p.add_activity", "h5p.change_activity"]
        register_role_permissions(TRAINER, writing)
        register_role_permissions(EDITOR, [*writing, "h5p.delete_activity"])
        register_role_permissions(ADMINISTRATOR, ["h5p.view_library", "h5p.install_library", "h5p.delete_library"])
