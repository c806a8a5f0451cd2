"""What publishing in Wagtail changes for the people who answer."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published, unpublished

from courses.questions.models import Question
from courses.questions.services import publish_question, retire_question


@receiver(published, sender=Question)
def freeze_what_is_answered(instance: Question, **kwargs: Any) -> None:
    publish_question(question=instance)


@receiver(unpublished, sender=Question)
def stop_drawing_it(instance: Question, **kwargs: Any) -> None:
    retire_question(question=instance)
