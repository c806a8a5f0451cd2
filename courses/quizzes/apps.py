from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    name = "courses.quizzes"
    verbose_name = _("Évaluations")

    def ready(self) -> None:
        from cms.accounts.permissions import EDITOR, TRAINER
        from cms.accounts.services import register_export, register_role_permissions
        from courses.quizzes.exporting import attempts_of

        register_export("essais", attempts_of)
        register_role_permissions(TRAINER, ["quizzes.add_attemptgrant", "quizzes.view_attemptgrant"])
        register_role_permissions(
            EDITOR, ["quizzes.add_attemptgrant", "quizzes.view_attemptgrant", "quizzes.change_quiz"]
        )
