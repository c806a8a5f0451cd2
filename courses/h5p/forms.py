"""What the desk asks for. Whether a package may be kept is for the services to say."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PackageForm(forms.Form):
    package = forms.FileField(
        label=_("Fichier .h5p"),
        widget=forms.FileInput(attrs={"accept": ".h5p"}),
        allow_empty_file=True,  # said by the checks, with its remedy
        error_messages={
            "required": _("Choisissez un fichier .h5p."),
            "invalid": _("Choisissez un fichier .h5p."),
            "missing": _("Choisissez un fichier .h5p."),
        },
    )
