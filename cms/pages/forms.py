"""The form of « Affichage »."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.foundation.display import Display


class DisplayForm(forms.Form):
    """How the pages are shown. The first choice of each is the way they were drawn."""

    theme = forms.ChoiceField(
        label=_("Couleurs"),
        required=False,
        choices=[
            ("", _("Comme mon appareil")),
            ("clair", _("Claires : texte sombre sur fond clair")),
            ("sombre", _("Sombres : texte clair sur fond sombre")),
        ],
        widget=forms.RadioSelect,
    )
    taille = forms.ChoiceField(
        label=_("Taille du texte"),
        required=False,
        choices=[("", _("Habituelle")), ("grande", _("Grande")), ("tres-grande", _("Très grande"))],
        widget=forms.RadioSelect,
    )
    espacement = forms.ChoiceField(
        label=_("Espacement"),
        required=False,
        choices=[
            ("", _("Habituel")),
            ("large", _("Large : plus d’espace entre les lettres, les mots et les lignes")),
        ],
        widget=forms.RadioSelect,
    )
    leger = forms.BooleanField(
        label=_("Pages légères"),
        required=False,
        help_text=_("Sans images ni polices à télécharger. Utile quand la connexion est lente ou comptée."),
    )

    def choice(self) -> Display:
        return Display(**self.cleaned_data)
