"""When an image changes, the pages that show it are made anew: the address of its copies has changed."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.foundation import content_version
from cms.media.models import CustomImage


@receiver(post_save, sender=CustomImage)
def forget_pages_with_old_copies(sender: Any, **kwargs: Any) -> None:
    """Wagtail announces no change of an image in any other way."""
    transaction.on_commit(content_version.bump)
