"""What is kept of a positioning test: its result by module, the latest one, and no answer."""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import Audience
from courses.positioning.rules import ModuleScore


class Positioning(models.Model):
    """The latest result of one learner. `scores` is a list of `{"module", "points", "asked"}`, points as « 3/2 »."""

    learner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="positioning")
    audience = models.CharField(_("public"), max_length=8, choices=Audience)
    scores = models.JSONField(_("résultat par module"))
    taken_at = models.DateTimeField(_("passé le"), default=timezone.now)

    class Meta:
        verbose_name = _("test de positionnement")
        verbose_name_plural = _("tests de positionnement")

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.taken_at:%Y-%m-%d}"

    @property
    def module_scores(self) -> tuple[ModuleScore, ...]:
        return tuple(ModuleScore(row["module"], Fraction(row["points"]), row["asked"]) for row in self.scores)
