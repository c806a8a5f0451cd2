"""Where activities are played: the same one may stand twice, each place has its own attempts."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from courses.h5p.models.activities import Activity

NAMESPACE = uuid.UUID("6d0f5a0e-6a35-4b0b-9c38-5a1c86cf1c51")


def placement_key(page_id: int, block_id: str) -> uuid.UUID:
    """The public key of a block of a page, known without a query. A copied page keeps the names of its blocks."""
    return uuid.uuid5(NAMESPACE, f"{page_id}/{block_id}")


class Placement(models.Model):
    """An activity in a page that was published with it. Kept when the block goes, with what learners did there."""

    PREFIX: ClassVar[str] = "h5p:"

    key = models.UUIDField(unique=True, editable=False)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="h5p_placements")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="placements")
    is_live = models.BooleanField(_("en ligne"), default=True)
    is_required = models.BooleanField(_("obligatoire"), default=False)
    threshold_percent = models.PositiveSmallIntegerField(
        _("seuil (%)"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = _("place d’une activité H5P")
        verbose_name_plural = _("places d’activités H5P")

    def __str__(self) -> str:
        return f"{self.activity_id} → {self.page_id}"

    @classmethod
    def code_of(cls, key: uuid.UUID) -> str:
        """How progress calls the place of this key."""
        return f"{cls.PREFIX}{key}"

    @property
    def code(self) -> str:
        return self.code_of(self.key)
