"""What learners did in activities: the browser's statements, and what the server makes of them."""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.h5p.models.activities import Revision
from courses.h5p.models.placements import Placement

if TYPE_CHECKING:
    from cms.accounts.models import User


class Trust(models.TextChoices):
    """How much of a result the server could recompute from the content and the responses."""

    VERIFIED = "verified", _("vérifié")
    PARTIAL = "partial", _("partiel")
    DECLARED = "declared", _("déclaré")


class PlayQuerySet(models.QuerySet["Attempt"]):
    def of(self, learner: "User") -> Self:
        return self.filter(learner=learner)

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def without_content(self) -> Self:
        """With their revisions, but for what is large: read only by who grades."""
        large = ("content_json", "metadata", "files", "remarks")
        return self.select_related("revision").defer(*[f"revision__{name}" for name in large])


class Attempt(models.Model):
    """A learner plays an activity at one place: the revision stays the same until they begin again.

    `kept_bytes` is what its statements and its results weigh in the tables, as JSON.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="h5p_attempts")
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="attempts")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField(_("numéro"))
    opened_at = models.DateTimeField(_("ouvert le"), default=timezone.now)
    closed_at = models.DateTimeField(_("clos le"), null=True, blank=True)
    kept_bytes = models.PositiveIntegerField(_("octets gardés"), default=0)
    is_full = models.BooleanField(_("a refusé une déclaration faute de place"), default=False)

    objects = PlayQuerySet.as_manager()

    class Meta:
        verbose_name = _("essai d’une activité H5P")
        verbose_name_plural = _("essais d’activités H5P")
        constraints = [
            models.UniqueConstraint(fields=["learner", "placement", "number"], name="h5p_one_attempt_per_number"),
            models.UniqueConstraint(
                fields=["learner", "placement"], condition=models.Q(closed_at=None), name="h5p_one_open_attempt"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} → {self.placement_id} ({self.number})"


class Result(models.Model):
    """What one end of play is worth. `points` out of `maximum` are the server's; `declared_…` are the browser's.

    `items` lists what was graded: `{"id", "title", "trust", "points", "maximum", "response"}`, the root's id empty.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="results")
    recorded_at = models.DateTimeField(_("enregistré le"), default=timezone.now)
    trust = models.CharField(_("confiance"), max_length=8, choices=Trust)
    points = models.DecimalField(_("points"), max_digits=10, decimal_places=3, default=0)
    maximum = models.DecimalField(_("maximum"), max_digits=10, decimal_places=3, default=0)
    declared_points = models.FloatField(_("points déclarés"), null=True)
    declared_maximum = models.FloatField(_("maximum déclaré"), null=True)
    seconds = models.PositiveIntegerField(_("durée déclarée (s)"), null=True)
    is_complete = models.BooleanField(_("mené à son terme"), default=True)
    items = models.JSONField(_("détail"), default=list)

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name = _("résultat H5P")
        verbose_name_plural = _("résultats H5P")

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.points} / {self.maximum} ({self.trust})"


class Statement(models.Model):
    """An xAPI statement as the server rewrote it (actor, object, time), stored once per identifier."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="statements")
    statement_id = models.UUIDField(_("identifiant"))
    verb = models.CharField(_("verbe"), max_length=40)
    stored_at = models.DateTimeField(_("reçu le"), default=timezone.now)
    document = models.JSONField(_("texte"))
    result = models.ForeignKey(Result, null=True, on_delete=models.SET_NULL, related_name="statements")

    class Meta:
        ordering = ["stored_at", "pk"]
        verbose_name = _("déclaration xAPI")
        verbose_name_plural = _("déclarations xAPI")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "statement_id"], name="h5p_a_statement_is_stored_once")
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.verb}"


class StateQuerySet(models.QuerySet["State"]):
    def kept(self) -> Self:
        return self.exclude(value="")


class State(models.Model):
    """Where a learner stopped: written by the browser, given back to it, never graded from alone.

    `seq` is the page's own count of what it saves. Without a value, the state was forgotten: the row is there only to
    tell what comes late from what is new.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="states")
    data_type = models.CharField(_("sorte"), max_length=40)
    sub_content_id = models.CharField(_("partie"), max_length=40, default="0")
    value = models.TextField(_("valeur (JSON)"))
    seq = models.PositiveBigIntegerField(_("numéro d’ordre"), default=0)
    saved_at = models.DateTimeField(_("enregistré le"), default=timezone.now)

    objects = StateQuerySet.as_manager()

    class Meta:
        verbose_name = _("état de reprise H5P")
        verbose_name_plural = _("états de reprise H5P")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "data_type", "sub_content_id"], name="h5p_one_state_per_part")
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.data_type}"


class Incident(models.Model):
    """Something that an activity tried and was refused, counted. Nothing in it says which learner was there."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="incidents")
    kind = models.CharField(_("sorte"), max_length=40)
    detail = models.CharField(_("détail"), max_length=255, blank=True)
    count = models.PositiveIntegerField(_("nombre de fois"), default=1)
    first_at = models.DateTimeField(_("première fois"), default=timezone.now)
    last_at = models.DateTimeField(_("dernière fois"), default=timezone.now)

    class Meta:
        ordering = ["-last_at"]
        verbose_name = _("tentative refusée")
        verbose_name_plural = _("tentatives refusées")
        constraints = [
            models.UniqueConstraint(fields=["revision", "kind", "detail"], name="h5p_one_row_per_kind_of_incident")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}"
