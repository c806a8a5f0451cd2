"""What provider B asks of a newcomer, and of a holder who comes back."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_BYTES: Final = 5 * 1024 * 1024


class ArrivalForm(forms.Form):
    """An export made elsewhere: what it holds is checked by whoever reads it."""

    fichier = forms.FileField(
        label=_("Votre export de coffre"),
        help_text=_("Le fichier ZIP que vous avez récupéré chez votre fournisseur actuel, 5 Mo au plus."),
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={"required": _("Choisissez le fichier ZIP de votre export.")},
    )

    def clean_fichier(self) -> Any:
        file = self.cleaned_data["fichier"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Choisissez un fichier de 5 Mo au plus."))
        return file


class EntranceForm(forms.Form):
    """Read on paper, typed by hand: spaces, dashes and case do not matter."""

    numero = forms.CharField(
        label=_("Numéro de coffre"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "username", "class": "court"}),
    )
    code = forms.CharField(
        label=_("Code d’accès"),
        max_length=60,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_numero(self) -> str:
        return re.sub(r"[\W_]", "", self.cleaned_data["numero"])

    def clean_code(self) -> str:
        return re.sub(r"[\W_]", "", self.cleaned_data["code"]).upper()


class ErasureForm(forms.Form):
    accord = forms.BooleanField(
        label=_("Effacer ce coffre et le compte qui l’ouvre"),
        help_text=_("On ne pourra pas revenir en arrière."),
        error_messages={"required": _("Cochez cette case pour effacer le coffre.")},
    )
