"""What lab 3 asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.labs.forms.base import LabForm
from sandbox.labs.services.retention import MEANS, PLACES, UNPROVABLE


class PlaceForm(LabForm):
    place = forms.ChoiceField(
        label=_("Où l’agrégateur n° 2 a-t-il gardé vos données ?"),
        choices=[*PLACES.items(), (UNPROVABLE, _("Non démontrable : l’audit ne montre rien, et ne prouve rien"))],
        widget=forms.RadioSelect,
    )


class PrepareForm(LabForm):
    expert = forms.BooleanField(
        label=_("Variante experte : il se peut que rien ne se voie"),
        required=False,
    )


class MeansForm(LabForm):
    means = forms.MultipleChoiceField(
        label=_("Lesquelles de ces façons de garder échapperaient à tout audit ?"),
        choices=list(MEANS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une réponse.")},
    )
