"""What a holder chooses to show, and why a registrar revokes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passport.credentials.models import Credential


class VisibilityForm(forms.Form):
    """The boxes say what the public page shows; it answers without any of them."""

    shows_name = forms.BooleanField(
        label=_("Mon nom"), required=False, help_text=_("Sans lui, on lit « titulaire non affiché ».")
    )
    shows_modules = forms.BooleanField(label=_("La liste des modules validés"), required=False)

    def __init__(self, *args: Any, credential: Credential, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"shows_name": credential.shows_name, "shows_modules": credential.shows_modules}
        if not credential.is_passport:  # an attestation that hides its module attests nothing
            del self.fields["shows_modules"]


class RevocationForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif"),
        max_length=255,
        help_text=_("Gardé dans le journal, avec votre nom. Écrivez-le comme s’il pouvait être publié un jour."),
        error_messages={"required": _("Écrivez le motif de la révocation.")},
    )
    publish_reason = forms.BooleanField(
        label=_("Publier le motif sur la page de vérification"),
        required=False,
        help_text=_("Sans cette case, le public lit seulement la date de la révocation."),
    )
