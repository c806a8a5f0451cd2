"""What lab 2 asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.labs.forms.base import LabForm
from sandbox.labs.services.unified_service import TILES


class WithoutForm(LabForm):
    """What « Ma ville » shows to somebody who authorized nothing."""

    tiles = forms.MultipleChoiceField(
        label=_("Sans aucune autorisation, « Ma ville » vous donne quand même :"),
        choices=list(TILES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez ce que la page vous donne.")},
    )


class UseWithoutForm(LabForm):
    """Nothing to fill in: the button is for whoever refused."""


class ReceiptLineForm(LabForm):
    line = forms.IntegerField(
        label=_("Numéro de la ligne du journal imprimé sur le reçu"),
        help_text=_("Ouvrez le reçu dans « Mes autorisations »."),
        min_value=1,
        max_value=10_000_000,
        widget=forms.NumberInput(attrs={"class": "court", "inputmode": "numeric"}),
    )
