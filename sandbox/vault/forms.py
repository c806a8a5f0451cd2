"""What a holder asks of their vault."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.vault.rules.series import SeriesFault, SeriesRequest

YEAR_FIRST, YEAR_LAST = date(2025, 1, 1), date(2025, 12, 31)
MOST_BYTES = 5 * 1024 * 1024


def day_widget() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "court"})


class PeriodForm(forms.Form):
    """Which step, from when to when; an impossible wish says so and shows the default."""

    pas = forms.ChoiceField(label=_("Finesse"))
    du = forms.DateField(label=_("Du"), widget=day_widget())
    au = forms.DateField(label=_("Au"), widget=day_widget())

    def __init__(self, *args: Any, domain: str, steps: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.domain = domain
        step = self.fields["pas"]
        assert isinstance(step, forms.ChoiceField)  # noqa: S101 - for the type checker
        step.choices = steps

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.wish = SeriesRequest(self.domain, cleaned["pas"], cleaned["du"], cleaned["au"])
            except SeriesFault as fault:
                raise forms.ValidationError(str(fault)) from fault
        return cleaned


class ReceiptForm(forms.Form):
    """A receipt kept by the holder: its anchor proves that the journal was not written anew."""

    recu = forms.FileField(
        label=_("Votre reçu (fichier JSON)"),
        help_text=_("Celui que vous avez téléchargé en autorisant un service, ou celui d’un export."),
        max_length=200,
    )

    def clean_recu(self) -> Any:
        file = self.cleaned_data["recu"]
        if file.size > 200_000:
            raise forms.ValidationError(_("Choisissez un reçu : ce fichier est trop gros pour en être un."))
        return file


class ConsumptionForm(forms.Form):
    """One's own consumption, if one wants to: warned, opted in, erasable."""

    fichier = forms.FileField(
        label=_("Votre fichier de consommation"),
        help_text=_("CSV, XLSX ou JSON, 5 Mo au plus. Il n’est lu que pour remplir votre coffre."),
        max_length=200,
    )
    garder_identifiant = forms.BooleanField(
        label=_("Garder mon numéro de point de livraison"),
        help_text=_("Sinon il est remplacé par un pseudonyme."),
        required=False,
    )
    accord = forms.BooleanField(
        label=_("Je comprends que ce sont de vraies données, les miennes"),
        help_text=_("Elles restent scellées dans mon coffre, et sont effacées avec lui ou après 30 jours sans visite."),
        error_messages={"required": _("Cochez cette case pour apporter de vraies données.")},
    )

    def clean_fichier(self) -> Any:
        file = self.cleaned_data["fichier"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Choisissez un fichier de 5 Mo au plus."))
        return file


class HabitsForm(forms.Form):
    """What the holder decides about the vault itself."""

    hourly_collection = forms.BooleanField(
        label=_("J’accepte que ma consommation soit relevée heure par heure"),
        help_text=_("Sans cet accord, le coffre ne montre que des jours. Vous pouvez changer d’avis."),
        required=False,
    )
    assistant_name = forms.CharField(
        label=_("Personne qui m’aide"),
        help_text=_("Un nom inventé : ce mandat n’ouvre rien, il apprend à le nommer."),
        max_length=120,
        required=False,
    )


class ErasureForm(forms.Form):
    """Which vault the confirmation spoke of: another may have been opened since."""

    coffre = forms.UUIDField(widget=forms.HiddenInput)
