"""What can be earned, and on which criteria."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.modules.models import ModulePage
from courses.pathways.models import Pathway


class Achievement(models.Model):
    """A passport (a whole pathway) or an attestation (one module of it), at one version of its content."""

    class Kind(models.TextChoices):
        PASSPORT = "passeport", _("Passeport")
        ATTESTATION = "attestation", _("Attestation de module")

    kind = models.CharField(_("nature"), max_length=12, choices=Kind)
    slug = models.SlugField(_("identifiant"), max_length=80)
    version = models.CharField(_("version"), max_length=16)
    name = models.CharField(_("intitulé"), max_length=160)
    description = models.CharField(_("description"), max_length=320)
    criteria = models.TextField(_("critères"))
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="achievements")
    module = models.ForeignKey(
        ModulePage, null=True, blank=True, on_delete=models.PROTECT, related_name="achievements"
    )
    validity_years = models.PositiveSmallIntegerField(_("validité (années)"), default=3)
    created_at = models.DateTimeField(_("créée le"), auto_now_add=True)

    class Meta:
        verbose_name = _("réalisation")
        verbose_name_plural = _("réalisations")
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="one_achievement_per_version")]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"
