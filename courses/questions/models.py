"""The question bank. A learner always answers a revision, never the question being edited."""

import secrets
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin
from wagtail.search import index

from cms.accounts.models import Audience
from courses.questions.kinds import Flaw, Kind, Level, OptionDraft, option_flaws

__all__ = ["Kind", "Level", "Option", "Question", "QuestionQuerySet", "QuestionRevision"]

FROZEN_FIELDS = ("code", "lesson_code", "objective", "kind", "difficulty", "stem", "value", "unit", "tolerance")


def new_key() -> str:
    """An identifier that says nothing of the place or the truth of an option: it is sent to the browser."""
    return secrets.token_hex(4)


class QuestionQuerySet(models.QuerySet["Question"]):
    def drawable(self) -> Self:
        """Published, not retired, with a revision to answer."""
        return self.filter(live=True, retired_at=None).exclude(current_revision=None)

    def of_module(self, code: str) -> Self:
        return self.filter(module_code=code)

    def of_lesson(self, code: str) -> Self:
        return self.filter(lesson_code=code)

    def for_audience(self, audience: str) -> Self:
        field = {
            Audience.ELECTED: "for_elected",
            Audience.EXECUTIVE: "for_executive",
            Audience.STUDENT: "for_student",
        }[Audience(audience)]
        return self.filter(**{field: True})


class Question(DraftStateMixin, RevisionMixin, index.Indexed, ClusterableModel):
    """One fact or one piece of reasoning to check. Edited freely; what is answered is `current_revision`."""

    code = models.CharField(
        _("code"),
        max_length=16,
        unique=True,
        validators=[RegexValidator(r"^Q-[A-Z]{3}-\d{2,4}$", _("Écrivez le code sous la forme Q-SEC-01."))],
        help_text=_("Par exemple Q-SEC-01. Il ne change plus ensuite."),
    )
    module_code = models.CharField(_("module"), max_length=8, db_index=True, help_text=_("Par exemple SEC."))
    lesson_code = models.CharField(_("leçon"), max_length=12, db_index=True, help_text=_("Par exemple SEC-1."))
    objective = models.CharField(_("objectif"), max_length=200, help_text=_("Un verbe, puis ce que l’on vérifie."))
    kind = models.CharField(_("type"), max_length=20, choices=Kind)
    level = models.CharField(_("niveau"), max_length=12, choices=Level)
    difficulty = models.DecimalField(
        _("difficulté"),
        max_digits=3,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("De 0 à 1 : la part des personnes qui se tromperaient."),
    )
    for_elected = models.BooleanField(_("pour les élus et les élues"), default=False)
    for_executive = models.BooleanField(_("pour les cadres"), default=False)
    for_student = models.BooleanField(_("pour les élèves ingénieurs"), default=False)
    reference = models.CharField(
        _("référence"), max_length=255, help_text=_("Section, encadré ou proposition du rapport, texte de loi.")
    )
    stem = models.TextField(_("énoncé"), help_text=_("Un seul paragraphe, un seul problème."))
    value = models.DecimalField(_("valeur juste"), max_digits=16, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unité"), max_length=40, blank=True)
    tolerance = models.DecimalField(
        _("tolérance"),
        max_digits=16,
        decimal_places=6,
        null=True,
        blank=True,
        help_text=_("Écart admis, dans la même unité. 0 : la valeur doit être exacte."),
    )
    current_revision = models.ForeignKey(
        "QuestionRevision", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    retired_at = models.DateTimeField(_("retirée le"), null=True, blank=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("stem"),
        index.SearchField("objective"),
        index.AutocompleteField("code"),
        index.AutocompleteField("stem"),
        index.FilterField("module_code"),
        index.FilterField("lesson_code"),
        index.FilterField("kind"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["code"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return f"{self.code} — {self.objective}"

    @property
    def audiences(self) -> tuple[Audience, ...]:
        flags = (
            (Audience.ELECTED, self.for_elected),
            (Audience.EXECUTIVE, self.for_executive),
            (Audience.STUDENT, self.for_student),
        )
        return tuple(audience for audience, is_for in flags if is_for)

    @property
    def status_string(self) -> str:
        """In a word, without Wagtail’s query per row: questions are never published at a date set beforehand."""
        if self.retired_at is not None:
            return str(_("retirée"))
        if not self.live:
            return str(_("brouillon"))
        return str(_("publiée, avec un brouillon") if self.has_unpublished_changes else _("publiée"))

    def clean(self) -> None:
        """What can be said of the question alone; its options are checked where they are edited."""
        super().clean()
        faults: dict[str, ValidationError] = {}
        if self.code and self.module_code and not self.code.startswith(f"Q-{self.module_code}-"):
            faults["module_code"] = ValidationError(_("Écrivez le module du code de la question."))
        if self.module_code and self.lesson_code and not self.lesson_code.startswith(f"{self.module_code}-"):
            faults["lesson_code"] = ValidationError(_("Écrivez une leçon de ce module, par exemple SEC-1."))
        if "\n" in self.stem.strip():
            faults["stem"] = ValidationError(_("Écrivez l’énoncé en un seul paragraphe."))
        if not self.audiences:
            faults["for_elected"] = ValidationError(_("Cochez au moins un public."))
        if self.kind == Kind.NUMERIC:
            if self.value is None:
                faults["value"] = ValidationError(_("Donnez la valeur juste."))
            if not self.unit:
                faults["unit"] = ValidationError(_("Donnez l’unité, ou écrivez « sans unité »."))
            if self.tolerance is None or self.tolerance < 0:
                faults["tolerance"] = ValidationError(_("Donnez une tolérance positive ou nulle."))
        if faults:
            raise ValidationError(faults)

    def option_flaws(self) -> list[Flaw]:
        """What stops this question from being asked, as far as its options go."""
        drafts = [option.draft for option in self.options.all()]
        return option_flaws(self.kind, drafts, value=self.value, tolerance=self.tolerance)

    def frozen(self) -> dict[str, Any]:
        """What a revision keeps: equal contents make equal dictionaries."""
        content = {name: getattr(self, name) for name in FROZEN_FIELDS}
        shared: dict[str, str] = {}  # two rows that go with the same thing offer it once: either is right
        options = self.options.all()
        content["options"] = [option.frozen(shared.setdefault(option.match, option.match_key)) for option in options]
        return content

    def with_content_json(self, content: dict[str, Any]) -> "Question":
        """An earlier draft says nothing of what is being answered now."""
        draft: Question = super().with_content_json(content)
        draft.current_revision_id = self.current_revision_id
        draft.retired_at = self.retired_at
        return draft


class Option(Orderable):
    """One row of a question. `key` and `match_key` stay the same when the wording changes."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="options")
    key = models.CharField(max_length=8, default=new_key, editable=False)
    text = models.CharField(_("proposition"), max_length=500)
    match = models.CharField(_("va avec"), max_length=500, blank=True)
    match_key = models.CharField(max_length=8, default=new_key, editable=False)
    right = models.BooleanField(_("bonne réponse"), default=False)
    rank = models.PositiveSmallIntegerField(_("rang juste"), null=True, blank=True)
    feedback = models.CharField(_("rétroaction"), max_length=500, help_text=_("Pourquoi c’est juste, ou pas."))

    class Meta(Orderable.Meta):
        verbose_name = _("proposition")
        verbose_name_plural = _("propositions")

    def __str__(self) -> str:
        return self.text

    @property
    def draft(self) -> OptionDraft:
        return OptionDraft(self.text, self.feedback, right=self.right, match=self.match, rank=self.rank)

    def frozen(self, match_key: str) -> dict[str, Any]:
        content: dict[str, Any] = {"id": self.key, "text": self.text, "feedback": self.feedback}
        if self.match:
            return content | {"match": self.match, "match_id": match_key}
        if self.rank is not None:
            return content | {"rank": self.rank}
        return content | {"right": self.right}


class QuestionRevision(models.Model):
    """A question as it was published once. Never changed, never deleted while an attempt holds it.

    `options` is a list of `{"id", "text", "feedback"}` with, by kind: `"right"` (choices, numeric),
    `"match"` and `"match_id"` (matching), `"rank"` from 1 (ordering).
    """

    question = models.ForeignKey(Question, null=True, on_delete=models.SET_NULL, related_name="frozen_revisions")
    number = models.PositiveIntegerField(_("numéro"))
    code = models.CharField(_("code"), max_length=16)
    lesson_code = models.CharField(_("leçon"), max_length=12)
    objective = models.CharField(_("objectif"), max_length=200)
    kind = models.CharField(_("type"), max_length=20, choices=Kind)
    difficulty = models.DecimalField(_("difficulté"), max_digits=3, decimal_places=2)
    stem = models.TextField(_("énoncé"))
    options = models.JSONField(_("options"))
    value = models.DecimalField(_("valeur"), max_digits=16, decimal_places=6, null=True)
    unit = models.CharField(_("unité"), max_length=40, blank=True)
    tolerance = models.DecimalField(_("tolérance"), max_digits=16, decimal_places=6, null=True)
    created_at = models.DateTimeField(_("publiée le"), default=timezone.now)

    class Meta:
        verbose_name = _("version publiée d’une question")
        verbose_name_plural = _("versions publiées des questions")
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="one_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.code}, version {self.number}"

    def holds(self, content: dict[str, Any]) -> bool:
        """Whether it is the frozen copy of this very content."""
        return all(getattr(self, name) == value for name, value in content.items())
