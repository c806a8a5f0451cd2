from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "courses.questions"
    verbose_name = _("Banque de questions")

    def ready(self) -> None:
        from cms.accounts.permissions import EDITOR, TRAINER
        from cms.accounts.services import register_role_permissions
        from courses.questions import receivers  # noqa: F401

        register_role_permissions(TRAINER, ["questions.add_question", "questions.change_question"])
        register_role_permissions(
            EDITOR,
            [
                "questions.add_question",
                "questions.change_question",
                "questions.delete_question",
                "questions.publish_question",
            ],
        )
