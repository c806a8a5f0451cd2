"""What modules hear: a lesson that goes on line or off places its H5P activities."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from cms.foundation import content_version
from courses.h5p.models import Activity
from courses.modules.models import LessonPage
from courses.modules.services import place_activities


@receiver([page_published, page_unpublished], sender=LessonPage)
def follow_activities(sender: Any, instance: LessonPage, **kwargs: Any) -> None:
    """Its places are its own: a copy of the page would have others."""
    place_activities(lesson=instance)


@receiver(post_save, sender=Activity)
def forget_pages_with_the_old_version(sender: Any, created: bool, **kwargs: Any) -> None:
    """Lessons show an activity's title, and visitors are led to its current version."""
    if not created:
        transaction.on_commit(content_version.bump)
