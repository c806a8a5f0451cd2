"""What the team can change on every page: the help line, and what the accessibility statement says."""

from typing import Any, ClassVar

from django.core.cache import cache
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.foundation import content_version

CACHE_KEY = "site-settings"
CACHE_SECONDS = 300


@register_setting(icon="cog")
class SiteSettings(BaseGenericSetting):
    """One row for the whole site; until it is saved, the values of the demonstration."""

    class Accessibility(models.TextChoices):
        """The three states that the law knows (décret n° 2019-768)."""

        NONE = "non", _("non conforme")
        PARTIAL = "partielle", _("partiellement conforme")
        FULL = "totale", _("totalement conforme")

    help_phone = models.CharField(
        _("téléphone d’aide"),
        max_length=20,
        default="02 61 91 00 18",
        help_text=_("Le numéro proposé au départ est fictif : remplacez-le par le vôtre."),
    )
    help_hours = models.CharField(
        _("horaires"),
        max_length=120,
        default="du lundi au vendredi, de 9 h à 18 h",
        help_text=_("Suite de la phrase « Une personne vous répond, … »."),
    )
    places_url = models.URLField(
        _("adresse de la carte des lieux d’accueil"), default="https://cartographie.societenumerique.gouv.fr/"
    )
    accessibility = models.CharField(
        _("état de l’accessibilité"),
        max_length=10,
        choices=Accessibility,
        default=Accessibility.NONE,
        help_text=_("Ne changez cet état qu’après un audit : il est affiché sur toutes les pages."),
    )

    panels = [
        HelpPanel(_("Ces informations sont affichées en bas de toutes les pages.")),
        MultiFieldPanel(
            [FieldPanel("help_phone"), FieldPanel("help_hours"), FieldPanel("places_url")], heading=_("Aide")
        ),
        FieldPanel("accessibility"),
    ]

    class Meta:
        verbose_name = _("aide et accessibilité")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    # What this process read last: all that the page of a broken server may count on.
    last_known: ClassVar["SiteSettings | None"] = None

    @classmethod
    def cached(cls) -> "SiteSettings":
        """The row in force, without a query most of the time."""
        kept = cache.get(CACHE_KEY)
        if kept is None:
            kept = cls.objects.order_by("pk").first() or cls()
            cache.set(CACHE_KEY, kept, CACHE_SECONDS)
        cls.last_known = kept
        return kept

    @property
    def phone_shown(self) -> str:
        """The number on one line, whatever the width."""
        return self.help_phone.replace(" ", "\u00a0")

    @property
    def phone_link(self) -> str:
        """The number as a telephone dials it; a French one with its country code."""
        digits = "".join(sign for sign in self.help_phone if sign.isdigit() or sign == "+")
        return f"+33{digits[1:]}" if digits.startswith("0") and len(digits) == 10 else digits

    @property
    def accessibility_label(self) -> str:
        return self.get_accessibility_display()

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        transaction.on_commit(self.forget)

    @staticmethod
    def forget() -> None:
        """These words stand on every page: forget them all."""
        cache.delete(CACHE_KEY)
        content_version.bump()
