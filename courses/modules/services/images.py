"""The media library as the import sees it: an image is known by its content."""

from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from courses.modules.openformat.images import ImageFile
from courses.modules.services.undoing import UndoneOnFailure


class ImageLibrary(UndoneOnFailure):
    """Finds or adds images. Leaving it through an exception takes the added files off the disk again."""

    def __init__(self) -> None:
        self._written: list[tuple[Any, str]] = []

    def discard(self) -> None:
        """Take away the files that were added: the rows went with the transaction."""
        for storage, name in self._written:
            storage.delete(name)
        self._written.clear()

    def find_or_add(self, file: ImageFile, described: Mapping[str, Any]) -> tuple[int, bool]:
        """The key of the image that has this very content, and whether it had to be added."""
        model = get_image_model()
        known = model.objects.filter(file_hash=file.digest).order_by("pk").values_list("pk", flat=True).first()
        if known is not None:
            return known, False
        image = model(
            title=(described.get("caption") or described["alternative"])[:255],
            description=described["alternative"][:255],
            credit=described["credit"],
            file_hash=file.digest,
            file_size=len(file.content),
        )
        image.file.save(file.name, ContentFile(file.content), save=False)
        self._written.append((image.file.storage, image.file.name))
        image.width, image.height = file.size
        image.save()
        return image.pk, True
