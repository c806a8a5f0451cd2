"""What lab 7 asks."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sandbox.labs.forms.base import LabForm
from sandbox.labs.rules.licence import CLAUSES
from sandbox.labs.rules.reidentification import CARD_SPACE
from sandbox.labs.services.publication import MOST_CLUES, MOST_K
from sandbox.labs.services.reidentification import gaps
from sandbox.town.rules import stop_name

MINUTES: Final = {
    1: gettext_lazy("La minute"),
    15: gettext_lazy("Le quart d’heure"),
    60: gettext_lazy("L’heure"),
    240: gettext_lazy("Quatre heures"),
    1440: gettext_lazy("Le jour"),
}
PLACE: Final = {
    "stop": gettext_lazy("L’arrêt"),
    "zone": gettext_lazy("La zone (trois arrêts)"),
    "district": gettext_lazy("Le quartier (quinze arrêts)"),
}


def slider(label: Any, help_text: Any, *, least: int, most: int, step: int = 1) -> forms.IntegerField:
    """A range whose number shows beside it (by a script; without it, after the computation)."""
    widget = forms.NumberInput(
        attrs={"type": "range", "class": "reglage", "step": step, "min": least, "max": most, "data-nombre": ""}
    )
    widget.input_type = "range"
    return forms.IntegerField(label=label, help_text=help_text, min_value=least, max_value=most, widget=widget)


def number(label: Any, most: int) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"class": "court", "inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=0, max_value=most, widget=widget)


class TriesForm(LabForm):
    tries = slider(
        gettext_lazy("Combien de numéros essayer, depuis 000000 ?"),
        gettext_lazy("De 50 000 à 1 000 000, par 50 000."),
        least=50_000,
        most=CARD_SPACE,
        step=50_000,
    )
    method = forms.ChoiceField(
        label=gettext_lazy("Ce que l’exploitant a publié à la place du numéro"),
        choices=[
            ("clair", gettext_lazy("Son empreinte SHA-256")),
            ("secret", gettext_lazy("Son empreinte avec un secret (HMAC), que l’exploitant garde")),
        ],
        widget=forms.RadioSelect,
    )


class NumberForm(LabForm):
    number = number(gettext_lazy("Le numéro à six chiffres derrière votre empreinte"), CARD_SPACE - 1)


class ClueForm(LabForm):
    """Nothing to fill in: one more clue."""


class PseudonymForm(LabForm):
    code = forms.CharField(
        label=gettext_lazy("Le pseudonyme de cette personne"),
        help_text=gettext_lazy("Par exemple P0A1B2C."),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "court", "autocomplete": "off"}),
    )


class SettingForm(LabForm):
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("Finesse du temps publié"),
        choices=list(MINUTES.items()),
        coerce=int,
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Finesse du lieu publié"), choices=list(PLACE.items()), widget=forms.RadioSelect
    )
    k = slider(
        gettext_lazy("k : les plus petits groupes publiés"),
        gettext_lazy("De 1 (tout est publié) à 50 : une ligne est retirée si moins de k personnes la partagent."),
        least=1,
        most=MOST_K,
    )
    clues = slider(
        gettext_lazy("Nombre d’indices que connaît un curieux"),
        gettext_lazy("De 1 à 8 moments où il a vu la personne monter."),
        least=1,
        most=MOST_CLUES,
    )


class CountsForm(LabForm):
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("Tranches de la journée"),
        choices=[
            (15, gettext_lazy("Le quart d’heure")),
            (30, gettext_lazy("La demi-heure")),
            (60, gettext_lazy("L’heure")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
    )
    k = slider(
        gettext_lazy("k : le plus petit compte publié"),
        gettext_lazy("De 1 à 50 : en dessous, la case reste vide."),
        least=1,
        most=MOST_K,
    )


class StopForm(LabForm):
    stop = forms.TypedChoiceField(
        label=gettext_lazy("À quel arrêt descendait la personne qui a rendu sa carte ?"),
        coerce=int,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stops = sorted({gap.stop for gap in gaps(self.run)})
        self.fields["stop"].choices = [(stop, stop_name(stop)) for stop in stops]  # type: ignore[attr-defined]


class ClausesForm(LabForm):
    clauses = forms.MultipleChoiceField(
        label=gettext_lazy("Les clauses que vous mettez dans la licence"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Cochez au moins une clause.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(clause.code, _(clause.text)) for clause in CLAUSES]
        self.fields["clauses"].choices = choices  # type: ignore[attr-defined]
