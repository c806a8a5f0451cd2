"""What a visitor gives: a number, a name to compare, or a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from passport.credentials.rules import read_code

CHOOSE_FIRST = _("Choisissez d’abord un fichier.")


class NumberForm(forms.Form):
    numero = forms.CharField(
        label=_("Numéro du passeport"),
        max_length=80,
        help_text=_("Douze signes, par exemple 7K3M-9QXT-2HPA. Majuscules, espaces et tirets ne comptent pas."),
        error_messages={
            "required": _("Écrivez le numéro inscrit sur le passeport."),
            "max_length": _("Raccourcissez : un numéro compte douze signes."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )

    def clean_numero(self) -> str:
        code = read_code(self.cleaned_data["numero"])
        if not code:
            raise forms.ValidationError(self.fields["numero"].error_messages["required"])
        return code


class NameForm(forms.Form):
    nom = forms.CharField(
        label=_("Prénom et nom"),
        max_length=160,
        error_messages={"required": _("Écrivez le nom que la personne vous a donné.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class FileForm(forms.Form):
    fichier = forms.FileField(
        label=_("Fichier à vérifier"),
        help_text=_(
            "Un PDF, une image PNG, un fichier .json ou .jwt, tel que la personne l’a téléchargé. 1\u00a0Mo au plus."
        ),
        allow_empty_file=True,
        error_messages={
            "required": _("Choisissez d’abord un fichier."),
            "invalid": _("Choisissez d’abord un fichier."),
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.json,.jsonld,.jwt,.txt"}),
    )
