"""What each learner thinks of each module they have completed. Read by nobody else, but added up."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.modules.models import ModulePage
from courses.surveys.rules import QUESTIONS, Opinion
from courses.surveys.scales import COMMENT, LABELS

if TYPE_CHECKING:
    from cms.accounts.models import User

STEPS = [MinValueValidator(1), MaxValueValidator(5)]


class SurveyAnswerQuerySet(models.QuerySet["SurveyAnswer"]):
    def of(self, learner: "User") -> Self:
        return self.filter(learner=learner)

    def on(self, module: ModulePage) -> Self:
        return self.filter(module=module)


class SurveyAnswer(models.Model):
    """One learner’s answer about one module: theirs to change and to delete, gone with their account."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="survey_answers")
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="survey_answers")
    clear = models.PositiveSmallIntegerField(LABELS["clear"], null=True, blank=True, validators=STEPS)
    useful = models.PositiveSmallIntegerField(LABELS["useful"], null=True, blank=True, validators=STEPS)
    length = models.PositiveSmallIntegerField(LABELS["length"], null=True, blank=True, validators=STEPS)
    difficulty = models.PositiveSmallIntegerField(LABELS["difficulty"], null=True, blank=True, validators=STEPS)
    accessible = models.PositiveSmallIntegerField(LABELS["accessible"], null=True, blank=True, validators=STEPS)
    comment = models.TextField(_("remarque"), max_length=COMMENT, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), default=timezone.now)

    objects = SurveyAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("avis sur un module")
        verbose_name_plural = _("avis sur les modules")
        constraints = [
            models.UniqueConstraint(fields=["learner", "module"], name="one_survey_answer_per_module"),
            *[
                models.CheckConstraint(
                    condition=models.Q(**{name: None}) | models.Q(**{f"{name}__range": (1, 5)}),
                    name=f"survey_{name}_on_its_scale",
                )
                for name in QUESTIONS
            ],
        ]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.module_id}"

    @property
    def opinion(self) -> Opinion:
        return Opinion({name: getattr(self, name) for name in QUESTIONS}, self.comment)
