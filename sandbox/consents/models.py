"""Consent records: their own truth, re-read at every call (rapport de 2017, § 3.2.3 : « la réversibilité de
l’autorisation d’accès »)."""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sandbox.vault.models import Vault

if TYPE_CHECKING:
    from datetime import datetime

    from cms.accounts.models import User


class ConsentRecordQuerySet(models.QuerySet["ConsentRecord"]):
    def of(self, holder: "User") -> Self:
        return self.filter(vault__holder=holder)

    def in_force(self, now: "datetime") -> Self:
        """Given, not withdrawn, not expired, not paused."""
        return self.filter(decision=ConsentRecord.Decision.GIVEN, withdrawn_at=None, paused_at=None, expires_at__gt=now)


class ConsentRecord(models.Model):
    """What one holder decided about one service's request; a refusal is a decision like another.

    `details` is a list of `{"purpose": code, "scope": "energie:jour"}`, one per box that was ticked. `shown` is what
    was on the screen: `{"service": …, "boxes": […], "period": {"from", "to"}, "days": int}`; its canonical JSON is
    what `shown_sha256` digests. Once written only the dates of pausing, withdrawing and exchanging change.
    """

    class Decision(models.TextChoices):
        GIVEN = "given", _("accordée")
        REFUSED = "refused", _("refusée")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="consents")
    client = models.ForeignKey(
        settings.OAUTH2_PROVIDER_APPLICATION_MODEL, on_delete=models.PROTECT, related_name="consents"
    )
    decision = models.CharField(_("décision"), max_length=8, choices=Decision)
    details = models.JSONField(default=list)
    period_from = models.DateField()
    period_to = models.DateField()
    shown = models.JSONField(default=dict)
    shown_sha256 = models.CharField(max_length=64)
    decided_at = models.DateTimeField(_("décidée le"), default=timezone.now)
    expires_at = models.DateTimeField(_("jusqu’au"))
    paused_at = models.DateTimeField(_("suspendue le"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, blank=True)
    withdrawn_because = models.CharField(max_length=32, blank=True)  # "holder", "code replayed", "vault erased"…
    code_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    exchanged_at = models.DateTimeField(null=True, blank=True)
    anchor = models.JSONField(default=dict)  # {"seq": int, "digest": str}: the journal's head when it was decided

    objects = ConsentRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("autorisation")
        verbose_name_plural = _("autorisations")

    def __str__(self) -> str:
        return str(self.uid)

    def get_absolute_url(self) -> str:
        return reverse("consents:detail", args=[self.uid])

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset(detail["scope"] for detail in self.details)

    @property
    def is_given(self) -> bool:
        return self.decision == self.Decision.GIVEN

    def is_standing(self, now: "datetime") -> bool:
        """Given, neither withdrawn nor expired; a pause does not end it."""
        return self.is_given and self.withdrawn_at is None and now < self.expires_at


class ConsentToken(models.Model):
    """Which consent an access or refresh token stands on, by the token's SHA-256."""

    consent = models.ForeignKey(ConsentRecord, on_delete=models.CASCADE, related_name="tokens")
    checksum = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("jeton d’une autorisation")
        verbose_name_plural = _("jetons des autorisations")

    def __str__(self) -> str:
        return self.checksum[:12]
