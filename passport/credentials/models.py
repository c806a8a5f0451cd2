"""Credentials: issued once, frozen, revoked but never deleted."""

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passport.achievements.models import Achievement


def private_storage():
    """Where the PDF files lie: never below a public address."""
    return storages["private"]


class Credential(models.Model):
    """What a holder was issued. `content` is frozen at issue and never rewritten.

    `content` holds: `holder_name`, `kind`, `name`, `description`, `criteria`, `audience`, `audience_label`,
    `modules` (list of `{"code", "title", "version", "passed_on"}`, dates as ISO 8601 days), `issuer`
    (`{"name", "url"}`), `version`.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("numéro"), max_length=12, unique=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="credentials"
    )
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="credentials")
    content = models.JSONField(_("contenu"))
    issued_at = models.DateTimeField(_("délivré le"))
    expires_at = models.DateTimeField(_("valable jusqu’au"))
    shows_name = models.BooleanField(_("nom visible du public"), default=False)
    shows_modules = models.BooleanField(_("modules visibles du public"), default=True)
    pdf = models.FileField(_("PDF"), storage=private_storage, blank=True, max_length=200)
    pdf_failed_at = models.DateTimeField(_("échec de préparation"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("révoqué le"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revocation_reason = models.CharField(_("motif"), max_length=255, blank=True)
    reason_is_public = models.BooleanField(_("motif publié"), default=False)

    class Meta:
        verbose_name = _("titre délivré")
        verbose_name_plural = _("titres délivrés")
        constraints = [
            models.UniqueConstraint(fields=["holder", "achievement"], name="issued_once_per_achievement"),
        ]

    def __str__(self) -> str:
        return self.display_code

    def get_absolute_url(self) -> str:
        return reverse("credentials:detail", args=[self.uuid])

    @property
    def display_code(self) -> str:
        """The number in groups of four, as people read it."""
        return "-".join((self.code[:4], self.code[4:8], self.code[8:]))
