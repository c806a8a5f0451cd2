"""What lab 9 asks."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.labs.forms.base import LabForm

REACH: Final = {
    "zone": _("Ma zone"),
    "district": _("Mon quartier"),
    "town": _("Toute la ville"),
}
WORDING: Final = {
    "neutral": _("Neutre : les deux nombres, sans plus"),
    "norm": _("Norme : ce que font les autres"),
    "approval": _("Approbation : la norme, et un bravo à qui fait mieux"),
}


class GroupForm(LabForm):
    reach = forms.ChoiceField(
        label=_("Où sont les foyers du groupe ?"), choices=[*REACH.items()], widget=forms.RadioSelect
    )
    occupants = forms.TypedChoiceField(
        label=_("Combien de personnes y vivent ?"),
        choices=[(count, str(count)) for count in range(1, 6)],
        coerce=int,
        widget=forms.RadioSelect,
    )
    electric_heating = forms.TypedChoiceField(
        label=_("Comment sont-ils chauffés ?"),
        choices=[("oui", _("À l’électricité")), ("non", _("Autrement (gaz, réseau, bois)"))],
        coerce=lambda value: value == "oui",
        widget=forms.RadioSelect,
    )


class WordingForm(LabForm):
    wording = forms.ChoiceField(
        label=_("Les mots que vous choisissez"), choices=[*WORDING.items()], widget=forms.RadioSelect
    )
    drift = forms.ChoiceField(
        label=_("Chez qui la norme seule risque-t-elle de faire monter la consommation ?"),
        choices=[
            ("high", _("Le quart qui consomme le plus")),
            ("middle", _("Ceux du milieu")),
            ("low", _("Le quart qui consomme le moins")),
        ],
        widget=forms.RadioSelect,
    )


class DifferenceForm(LabForm):
    kilowatt_hours = forms.DecimalField(
        label=_("Consommation de ce foyer en 2025, en kWh"),
        help_text=_("À 1 % près."),
        min_value=0,
        max_value=10_000_000,
        max_digits=12,
        decimal_places=3,
        localize=True,
        widget=forms.TextInput(attrs={"class": "court", "inputmode": "decimal", "autocomplete": "off"}),
    )
