"""What lab 5 asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.labs.forms.base import LabForm
from sandbox.labs.services.partitioned_files import game_of
from sandbox.labs.services.partitions import FILES, STEP_NAMES


class AskForm(LabForm):
    query = forms.ChoiceField(
        label=_("Ce que vous demandez"),
        choices=list(FILES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce que vous demandez.")},
    )


class JustifyForm(LabForm):
    """Judged by the service, which says what is missing."""

    purpose = forms.CharField(
        label=_("Le but"),
        help_text=_("80 signes au moins : à quoi servira le croisement, pour qui, et qui le lira."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    proportionality = forms.CharField(
        label=_("La proportion"),
        help_text=_("80 signes au moins : pourquoi rien de moins intrusif ne suffit."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    months = forms.IntegerField(
        label=_("La durée, en mois"),
        help_text=_("12 au plus ; au bout, le fichier croisé est détruit."),
        min_value=1,
        max_value=120,
        widget=forms.NumberInput(attrs={"class": "court", "inputmode": "numeric"}),
    )


class LinkForm(LabForm):
    """The water pseudonyms shown beside one electricity pseudonym."""

    water = forms.ChoiceField(
        label=_("Dans le fichier de l’eau, c’est le même foyer que"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez un pseudonyme.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(pattern.pseudonym, pattern.pseudonym) for pattern in game_of(self.run).waters]
        self.fields["water"].choices = names  # type: ignore[attr-defined]


class SettingForm(LabForm):
    step = forms.ChoiceField(
        label=_("Finesse des deux fichiers : une valeur par…"),
        choices=list(STEP_NAMES.items()),
        widget=forms.RadioSelect,
    )
    zone_known = forms.TypedChoiceField(
        label=_("Zone du foyer"),
        choices=[("oui", _("Publiée dans les deux fichiers")), ("non", _("Retirée"))],
        coerce=lambda value: value == "oui",
        widget=forms.RadioSelect,
    )
