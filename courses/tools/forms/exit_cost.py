"""What the exit-cost calculator asks: the contract, then each expense."""

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.tools.documents import lowered
from courses.tools.forms.amounts import AmountField
from courses.tools.forms.base import StepForm
from courses.tools.forms.groups import Group, Grouped
from courses.tools.rules.exit_cost import ITEMS, MOST_EUROS, MOST_MONTHS, MOST_UNITS, Item
from courses.tools.services import exit_cost as service
from courses.tools.services.kind import Answers

CONTRACT: Final = "contrat"
EXPENSES: Final = "depenses"


def shown(kept: str) -> Decimal | str:
    return Decimal(kept) if kept else ""


class ContractForm(StepForm):
    project = forms.CharField(
        label=gettext_lazy("Ce que vous quitteriez, en quelques mots"),
        help_text=gettext_lazy("Par exemple : le réseau des capteurs de bennes."),
        max_length=service.PROJECT_LENGTH,
        error_messages={"required": gettext_lazy("Écrivez en quelques mots ce que vous quitteriez.")},
    )
    yearly = AmountField(
        label=gettext_lazy("Coût d’un an, en euros"),
        help_text=gettext_lazy("D’un an, et non de tout le contrat : sinon, tout devient vert."),
        name=gettext_lazy("coût d’un an"),
        most=MOST_EUROS,
        error_messages={"required": gettext_lazy("Écrivez ce que la solution coûte en un an.")},
    )
    months_left = forms.IntegerField(
        label=gettext_lazy("Mois qui restent au contrat"),
        help_text=gettext_lazy("Zéro s’il est fini, ou s’il se reconduit d’année en année."),
        min_value=0,
        max_value=MOST_MONTHS,
        widget=forms.NumberInput(attrs={"class": "court", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), gettext_lazy("Écrivez un nombre de mois, de 0 à 240.")
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        known = kwargs["answers"]
        initial = {**known, "yearly": shown(known["yearly"])}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["test"] = forms.ChoiceField(
            label=_("Quand un export complet a-t-il été rechargé dans un autre outil pour la dernière fois ?"),
            choices=list(service.test_words().items()),
            widget=forms.RadioSelect,
            error_messages={"required": _("Dites quand un export complet a été essayé.")},
        )

    def clean_yearly(self) -> str:
        yearly: str = self.cleaned_data["yearly"]
        if Decimal(yearly) == 0:
            raise forms.ValidationError(_("Écrivez un coût plus grand que zéro : on divise par lui."), "zero")
        return yearly

    def merged(self) -> Answers:
        data = self.cleaned_data
        return {
            **self.answers,
            "project": data.get("project", ""),
            "yearly": data.get("yearly", ""),
            "months_left": data.get("months_left"),
            "test": data.get("test", ""),
        }


class ExpensesForm(Grouped, StepForm):
    """How much of each expense, at which price: likely, and if one can, at the lowest and at the highest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = []
        for item in ITEMS:
            known = self.answers["lines"].get(item.code, {})
            for name, field in fields_of(item):
                self.fields[f"{item.code}-{name}"] = field
                self.initial[f"{item.code}-{name}"] = shown(known.get(name, ""))
            names = tuple(f"{item.code}-{name}" for name, _field in fields_of(item))
            self.groups.append(Group(_(item.name), names, _(item.help), abreast=True))
        self.fields["hypotheses"] = forms.CharField(
            label=_("Vos hypothèses"),
            help_text=_(
                    "D’où viennent ces montants : un devis, une facture, un avis « à la louche ». Elles figureront"
                    " sur la feuille."
                ),
            required=False,
            max_length=service.TEXT_LENGTH,
            widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip
        self.initial["hypotheses"] = self.answers["hypotheses"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for item in ITEMS:
            low, likely, high = (data.get(f"{item.code}-{name}") for name in service.BOUNDS)
            name = lowered(_(item.name))
            if likely and low and Decimal(low) > Decimal(likely):
                fault = _("Écrivez un bas qui ne dépasse pas le probable : {name}.").format(name=name)
                self.add_error(f"{item.code}-low", forms.ValidationError(fault, "order"))
            if likely and high and Decimal(high) < Decimal(likely):
                fault = _("Écrivez un haut qui ne soit pas sous le probable : {name}.").format(name=name)
                self.add_error(f"{item.code}-high", forms.ValidationError(fault, "order"))
        return data

    def merged(self) -> Answers:
        data = self.cleaned_data
        lines = {
            item.code: {name: data.get(f"{item.code}-{name}", "") for name, _field in fields_of(item)} for item in ITEMS
        }
        return {**self.answers, "lines": lines, "hypotheses": data.get("hypotheses", "")}


def fields_of(item: Item) -> list[tuple[str, AmountField]]:
    """The quantity of what is counted, then the likely price, the low one and the high one."""
    name, price = lowered(_(item.name)), _(item.price)
    found = []
    if item.unit:
        missing = _("Écrivez une quantité, zéro au besoin : {name}.").format(name=name)
        found.append(
            (
                "quantity",
                AmountField(
                    label=_("Nombre de {unit}").format(unit=_(item.unit)),
                    name=name, most=MOST_UNITS, whole=item.whole, unit=_(item.unit),
                    error_messages={"required": missing},
                ),
            )
        )  # fmt: skip
    missing = _("Écrivez un montant, zéro au besoin : {name}.").format(name=name)
    found.append(
        (
            "likely",
            AmountField(
                label=_("{price}, probable, en euros").format(price=price), name=name, most=MOST_EUROS,
                error_messages={"required": missing},
            ),
        )
    )  # fmt: skip
    labels = (("low", _("Au plus bas, en euros")), ("high", _("Au plus haut, en euros")))
    found += [(code, AmountField(label=label, name=name, most=MOST_EUROS, required=False)) for code, label in labels]
    return found
