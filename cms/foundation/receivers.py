"""When an editor publishes, visitors see it at once."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move, published, unpublished

from cms.foundation import content_version


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move, published, unpublished])
def forget_visitor_pages(sender: Any, **kwargs: Any) -> None:
    transaction.on_commit(content_version.bump)
