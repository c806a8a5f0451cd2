"""What lab 1 asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.labs.forms.base import LabForm


def day(label: Any, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(
        format="%Y-%m-%d", attrs={"type": "date", "class": "court", "min": "2025-01-01", "max": "2025-12-31"}
    )
    return forms.DateField(label=label, widget=widget, required=required)


class FactsForm(LabForm):
    """What the curve tells of a life."""

    wake = forms.IntegerField(
        label=_("Vers quelle heure ce foyer se lève-t-il, en semaine ? (de 0 à 23)"),
        min_value=0,
        max_value=23,
        widget=forms.NumberInput(attrs={"class": "court", "inputmode": "numeric"}),
    )
    absence_first = day(_("Une absence : premier jour sans personne"))
    absence_last = day(_("La même absence : dernier jour sans personne"))
    has_leak = forms.TypedChoiceField(
        label=_("Y a-t-il eu une fuite d’eau ?"),
        choices=[("oui", _("Oui")), ("non", _("Non"))],
        coerce=lambda value: value == "oui",
        widget=forms.RadioSelect,
    )
    leak_first = day(_("Si oui, premier jour de la fuite"), required=False)


class CollectionForm(LabForm):
    accepted = forms.TypedChoiceField(
        label=_("Acceptez-vous que la consommation soit relevée heure par heure ?"),
        choices=[("non", _("Non, les jours suffisent")), ("oui", _("Oui"))],
        coerce=lambda value: value == "oui",
        widget=forms.RadioSelect,
    )


class AssistantForm(LabForm):
    name = forms.CharField(
        label=_("Nom inventé d’une personne aidante"),
        help_text=_("Laissez vide pour ne désigner personne."),
        required=False,
        max_length=120,
    )
