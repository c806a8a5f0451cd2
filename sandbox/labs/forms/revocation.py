"""What lab 4 asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.labs.forms.base import LabForm
from sandbox.labs.services.revocation import ABILITIES


class ExpiryForm(LabForm):
    """A consent whose end is brought forward; the page lists the learner's own."""

    consent = forms.UUIDField(widget=forms.HiddenInput)


class AbilitiesForm(LabForm):
    abilities = forms.MultipleChoiceField(
        label=_("Après le retrait, que peut encore faire l’agrégateur indélicat ?"),
        choices=list(ABILITIES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une réponse.")},
    )
