"""What can be earned, and on which criteria."""

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.modules.models import ModulePage
from courses.pathways.models import Pathway


class AchievementQuerySet(models.QuerySet["Achievement"]):
    def of(self, pathway: Pathway, module: ModulePage | None) -> Self:
        """Every version of the pathway’s passport, or of the attestation of one of its modules."""
        return self.filter(pathway=pathway, module=module)


class Achievement(models.Model):
    """A passport (a whole pathway) or an attestation (one module of it), at one version of its content.

    Frozen once it exists: what holders were asked stays readable at its address. `requirements` is the list
    of `rules.Requirement` as JSON, `productions` that of `rules.Production`, `criteria` the same as sentences,
    `fingerprint` tells two askings apart.
    """

    class Kind(models.TextChoices):
        PASSPORT = "passeport", _("Passeport")
        ATTESTATION = "attestation", _("Attestation de module")

    kind = models.CharField(_("nature"), max_length=12, choices=Kind)
    slug = models.SlugField(_("identifiant"), max_length=80)
    version = models.CharField(_("version"), max_length=24)
    name = models.CharField(_("intitulé"), max_length=300)
    description = models.CharField(_("description"), max_length=500)
    criteria = models.TextField(_("critères"))
    requirements = models.JSONField(_("ce qui est demandé"), default=list)
    productions = models.JSONField(_("ce qui est à rendre"), default=list)
    fingerprint = models.CharField(_("empreinte"), max_length=64, editable=False)
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="achievements")
    module = models.ForeignKey(ModulePage, null=True, blank=True, on_delete=models.PROTECT, related_name="achievements")
    validity_years = models.PositiveSmallIntegerField(_("validité (années)"), default=3)
    created_at = models.DateTimeField(_("créée le"), auto_now_add=True)

    objects = AchievementQuerySet.as_manager()

    class Meta:
        verbose_name = _("réalisation")
        verbose_name_plural = _("réalisations")
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="one_achievement_per_version"),
            models.UniqueConstraint(fields=["slug", "fingerprint"], name="one_achievement_per_demand"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"

    def get_absolute_url(self) -> str:
        return reverse("achievements:detail", args=[self.slug, self.version])

    @property
    def is_passport(self) -> bool:
        return self.kind == self.Kind.PASSPORT

    @property
    def public_address(self) -> str:
        """Where anybody can read it, for ever; also its identifier in credentials."""
        return f"{settings.SITE_URL}{self.get_absolute_url()}"

    @property
    def lowest_threshold(self) -> int | None:
        """The smallest share of points that any of its evaluations asks, in percent; None when none asks one."""
        return min((asked["threshold_percent"] for asked in self.requirements), default=None)
