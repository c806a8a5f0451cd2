"""When an editor publishes, visitors see it at once."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move, published, unpublished

from cms.foundation import content_version


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move, published, unpublished])
def forget_visitor_pages(sender: Any, **kwargs: Any) -> None:
    transaction.on_commit(content_version.bump)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def forget_pages_that_become_private(sender: Any, **kwargs: Any) -> None:
    """Wagtail announces no restriction in any other way."""
    transaction.on_commit(content_version.bump)
