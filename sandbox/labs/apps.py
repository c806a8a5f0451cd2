from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabsConfig(AppConfig):
    name = "sandbox.labs"
    verbose_name = _("Laboratoires")

    def ready(self) -> None:
        from cms.accounts.services import register_export
        from courses.modules.activities import Activity, register
        from sandbox.labs import receivers  # noqa: F401 - connects
        from sandbox.labs.catalogue import LABS
        from sandbox.labs.services.accounts import export_labs

        register_export("laboratoires", export_labs)
        for lab in LABS:
            register(
                Activity(
                    code=lab.code,
                    title=lab.title,
                    url_name="labs:lab",
                    url_args=(lab.slug,),
                    minutes=lab.minutes,
                    summary=lab.objective,
                )
            )
