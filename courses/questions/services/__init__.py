"""What can be done to the bank."""

from courses.questions.services.importing import export_questions, import_bank, import_questions
from courses.questions.services.publishing import QuestionNotReady, publish_question, retire_question

__all__ = [
    "QuestionNotReady",
    "export_questions",
    "import_bank",
    "import_questions",
    "publish_question",
    "retire_question",
]
