"""What lab 6 asks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sandbox.labs.forms.base import LabForm
from sandbox.labs.measures import ACTIVE_PERCENTS, PROVIDERS, TOKEN_MINUTES
from sandbox.labs.rules.leaks import ATTACKS, MODELS
from sandbox.labs.services.leaks import MEASURES, NAMES, ORDERS, assumed, prediction_name

TO_CHOOSE = ("", gettext_lazy("À choisir"))


class PredictForm(LabForm):
    """Five attacks, two models: how many persons are reached."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        orders = [TO_CHOOSE, *((order, words) for order, (_most, words) in ORDERS.items())]
        for rank, attack in enumerate(ATTACKS, start=1):
            for model in MODELS:
                unsaid = _("Prédisez l’attaque {rank} dans le modèle {model}.").format(rank=rank, model=model)
                self.fields[prediction_name(attack, model)] = forms.ChoiceField(
                    label=_("{rank}. {attack} – modèle {model}").format(rank=rank, attack=NAMES[attack], model=model),
                    choices=orders,
                    error_messages={"required": unsaid},
                )


class Slider(forms.NumberInput):
    """A range, which keyboards move step by step; the number last computed with is written in its help."""

    input_type = "range"


class SliderField(forms.IntegerField):
    """One of a few evenly spaced whole numbers."""

    def __init__(self, *, values: range, **kwargs: Any) -> None:
        self.values = values
        facts = {"min": values[0], "max": values[-1], "step": values.step, "data-nombre": ""}
        widget = Slider(attrs={"class": "reglage", **facts})
        super().__init__(min_value=values[0], max_value=values[-1], widget=widget, **kwargs)

    def clean(self, value: Any) -> int:
        number = super().clean(value)
        if number is None or number not in self.values:
            raise forms.ValidationError(_("Choisissez une des valeurs proposées."), code="invalid")
        return int(number)


class AttackForm(LabForm):
    """What the comparison rests on: all of it is shown, and may be changed."""

    providers = SliderField(label=gettext_lazy("Nombre de fournisseurs de coffres"), values=PROVIDERS)
    active_percent = SliderField(
        label=gettext_lazy("Part des coffres dont une autorisation est en cours, en pourcentage"),
        values=ACTIVE_PERCENTS,
    )
    token_minutes = SliderField(label=gettext_lazy("Durée de vie d’un jeton, en minutes"), values=TOKEN_MINUTES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = _("au dernier calcul") if "assumed" in self.run.state else _("au départ")
        for name, field in self.fields.items():
            if isinstance(field, SliderField):
                field.help_text = _("De {least} à {most} ; {told} : {value}.").format(
                    least=field.values[0], most=field.values[-1], told=told, value=assumed(self.run)[name]
                )


def choices(words: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [TO_CHOOSE, *words]


class ConcludeForm(LabForm):
    attack_1 = forms.ChoiceField(
        label=gettext_lazy("Une attaque où le modèle 1 est le pire"), choices=choices(NAMES.items())
    )
    measure_1 = forms.ChoiceField(
        label=gettext_lazy("La mesure qui le montre (modèle 1)"), choices=choices(MEASURES.items())
    )
    attack_2 = forms.ChoiceField(
        label=gettext_lazy("Une attaque où le modèle 2 est le pire"), choices=choices(NAMES.items())
    )
    measure_2 = forms.ChoiceField(
        label=gettext_lazy("La mesure qui le montre (modèle 2)"), choices=choices(MEASURES.items())
    )
