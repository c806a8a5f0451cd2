"""What learners hand in, version by version, and what trainers answer."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.assignments.rules.files import MEDIA_TYPES, Kind, shown_name
from courses.assignments.rules.submissions import DECIDED, OPEN, PartFacts, State, Verdict, count_words
from courses.pathways.limits import ADVICE, CODE, TITLE
from courses.pathways.models import Assignment, Pathway

if TYPE_CHECKING:
    from cms.accounts.models import User

# Constraints are written in migrations, which know plain words only.
OPEN_STATES, DECIDED_STATES = (sorted(state.value for state in states) for states in (OPEN, DECIDED))


def private_storage() -> Storage:
    """Where the files lie: never below a public address."""
    return storages["private"]


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def of(self, learner: "User") -> Self:
        return self.filter(learner=learner)

    def answering(self, assignment: Assignment) -> Self:
        """Every version that was written for this production, by its code: rows of assignments come and go."""
        return self.filter(pathway=assignment.pathway_id, code=assignment.code)

    def handed_in(self) -> Self:
        return self.exclude(state=State.DRAFT)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def drafts(self) -> Self:
        return self.filter(state=State.DRAFT)

    def accepted(self) -> Self:
        return self.filter(state=State.ACCEPTED)

    def waiting(self) -> Self:
        """What trainers still have to decide about."""
        return self.filter(state__in=[State.WAITING, State.READING])

    def in_reading_order(self) -> Self:
        """What waits first, the oldest first; then what was decided, the latest first."""
        decided_last = Case(When(state__in=[State.WAITING, State.READING], then=0), default=1)
        return self.order_by(decided_last, models.F("decided_at").desc(nulls_first=True), "handed_in_at", "pk")

    def with_content(self) -> Self:
        return self.select_related("pathway").prefetch_related("parts__attachments", "reviews__reviewer")


class Submission(models.Model):
    """One version of one learner's answer to one production. A draft changes; what was handed in does not."""

    class Status(models.TextChoices):
        DRAFT = State.DRAFT.value, _("Brouillon")
        WAITING = State.WAITING.value, _("En attente de lecture")
        READING = State.READING.value, _("En cours de lecture")
        REDO = State.REDO.value, _("À reprendre")
        ACCEPTED = State.ACCEPTED.value, _("Acceptée")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="submissions", verbose_name=_("personne")
    )
    pathway = models.ForeignKey(
        Pathway, on_delete=models.PROTECT, related_name="submissions", verbose_name=_("parcours")
    )
    code = models.SlugField(_("code de la production"), max_length=CODE)
    title = models.CharField(_("production"), max_length=TITLE)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("état"), max_length=12, choices=Status, default=Status.DRAFT)
    stamp = models.PositiveIntegerField(_("écritures"), default=0, editable=False)
    created_at = models.DateTimeField(_("commencée le"), default=timezone.now)
    saved_at = models.DateTimeField(_("enregistrée le"), default=timezone.now)
    handed_in_at = models.DateTimeField(_("rendue le"), null=True, blank=True)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("lue par"),
    )
    reading_since = models.DateTimeField(_("lecture commencée le"), null=True, blank=True)
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("production rendue")
        verbose_name_plural = _("productions rendues")
        # What people hand in is theirs: nobody may be allowed to add, change or delete it.
        default_permissions = ("view",)
        permissions = [("review_submission", _("Peut lire une production et en décider"))]
        constraints = [
            models.UniqueConstraint(fields=["learner", "pathway", "code", "number"], name="one_submission_per_number"),
            models.UniqueConstraint(
                fields=["learner", "pathway", "code"],
                condition=Q(state__in=OPEN_STATES),
                name="one_open_submission_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["learner", "pathway", "code"],
                condition=Q(state=State.ACCEPTED.value),
                name="one_accepted_submission",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value, handed_in_at=None)
                | Q(~Q(state=State.DRAFT.value), handed_in_at__isnull=False),
                name="a_draft_is_not_handed_in",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED_STATES, decided_at__isnull=False)
                | Q(state__in=OPEN_STATES, decided_at=None),
                name="a_decision_has_a_date",
            ),
        ]
        indexes = [models.Index(fields=["state", "handed_in_at"], name="submissions_that_wait")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def get_absolute_url(self) -> str:
        """Where its learner reads it."""
        return reverse("assignments:version", args=[self.public_id])

    @property
    def work_address(self) -> str:
        """Where its learner writes. Its pathway must be loaded."""
        return reverse("assignments:work", args=[self.pathway.slug, self.code])

    @property
    def stands(self) -> State:
        return State(self.state)

    @property
    def is_draft(self) -> bool:
        return self.stands is State.DRAFT

    @property
    def is_waiting(self) -> bool:
        return self.stands is State.WAITING

    @property
    def is_being_read(self) -> bool:
        return self.stands is State.READING

    @property
    def is_to_redo(self) -> bool:
        return self.stands is State.REDO

    @property
    def is_accepted(self) -> bool:
        return self.stands is State.ACCEPTED

    @property
    def review(self) -> "Review | None":
        """The decision in force. Its reviews must be loaded."""
        return next((review for review in self.reviews.all() if review.withdrawn_at is None), None)


class Part(models.Model):
    """One part of a version, with the words in which it was asked, kept as they were."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField(_("rang"), default=0)
    code = models.SlugField(_("code"), max_length=CODE)
    title = models.CharField(_("titre"), max_length=TITLE)
    advice = models.TextField(_("ce qu’on y attend"), max_length=ADVICE, blank=True)
    most_words = models.PositiveSmallIntegerField(_("mots au plus"), null=True, blank=True)
    is_optional = models.BooleanField(_("facultative"), default=False)
    text = models.TextField(_("texte"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()
        verbose_name = _("partie rendue")
        verbose_name_plural = _("parties rendues")
        constraints = [models.UniqueConstraint(fields=["submission", "code"], name="a_part_once_per_submission")]

    def __str__(self) -> str:
        return self.title

    @property
    def kept(self) -> "Iterable[Attachment]":
        """What is attached; nothing yet to a part that was never saved."""
        return self.attachments.all() if self.pk else ()

    @property
    def facts(self) -> PartFacts:
        return PartFacts(
            code=self.code,
            words=count_words(self.text),
            attachments=len(list(self.kept)),
            most_words=self.most_words,
            is_optional=self.is_optional,
        )


class Attachment(models.Model):
    """A file that was sent, or a document made on this site: its text and its PDF are taken when it is handed in."""

    KINDS = [(kind.value, kind.upper()) for kind in Kind]

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(_("nom affiché"), max_length=200)
    kind = models.CharField(_("type"), max_length=4, choices=KINDS, blank=True)
    size = models.PositiveIntegerField(_("octets"), default=0)
    file = models.FileField(_("fichier"), storage=private_storage, blank=True, max_length=200)
    source = models.SlugField(_("origine"), max_length=40, blank=True)
    key = models.CharField(_("document"), max_length=100, blank=True)
    text = models.TextField(_("texte"), blank=True)
    added_at = models.DateTimeField(_("ajouté le"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        verbose_name = _("pièce jointe")
        verbose_name_plural = _("pièces jointes")
        constraints = [
            models.UniqueConstraint(
                fields=["part", "source", "key"], condition=~Q(source=""), name="a_document_once_per_part"
            ),
            models.CheckConstraint(condition=~Q(source="") | (~Q(kind="") & ~Q(file="")), name="a_file_or_a_document"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("assignments:file", args=[self.public_id])

    @property
    def is_document(self) -> bool:
        return bool(self.source)

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Kind(self.kind)]

    @property
    def download_name(self) -> str:
        """What its file is called once saved: a document has a title, which is no name of a file yet."""
        return shown_name(f"{self.name}.{self.kind}" if self.is_document else self.name, Kind(self.kind))


class ReviewQuerySet(models.QuerySet["Review"]):
    def in_force(self) -> Self:
        return self.filter(withdrawn_at=None)

    def to_tell(self) -> Self:
        """Decisions in force that their learner was not told of."""
        return self.in_force().filter(told_at=None).select_related("submission__learner", "submission__pathway")

    def to_take_back(self) -> Self:
        """Decisions that their learner was told of and that were taken back since, without a word."""
        told = self.exclude(told_at=None).exclude(withdrawn_at=None).filter(withdrawal_told_at=None)
        return told.select_related("submission__learner", "submission__pathway")


class Review(models.Model):
    """What a trainer decided of a version, and said of it: in general, and part by part (`{code: words}`)."""

    class Choice(models.TextChoices):
        ACCEPTED = Verdict.ACCEPTED.value, _("Acceptée")
        REDO = Verdict.REDO.value, _("À reprendre")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="reviews"
    )
    verdict = models.CharField(_("décision"), max_length=12, choices=Choice)
    comment = models.TextField(_("commentaire général"), blank=True)
    part_comments = models.JSONField(_("commentaires par partie"), default=dict, blank=True)
    decided_at = models.DateTimeField(_("décidée le"), default=timezone.now)
    told_at = models.DateTimeField(_("annoncée le"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("reprise le"), null=True, blank=True)
    withdrawal_told_at = models.DateTimeField(_("reprise annoncée le"), null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["decided_at", "pk"]
        default_permissions = ()
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(withdrawn_at=None), name="one_decision_in_force"
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.REDO.value) | ~Q(comment=""), name="what_is_to_redo_is_explained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.verdict}"

    @property
    def is_acceptance(self) -> bool:
        return self.verdict == Verdict.ACCEPTED
