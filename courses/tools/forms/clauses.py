"""What the clause workshop asks: the contract, then the questions of each point."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.tools.forms.amounts import AmountField
from courses.tools.forms.base import StepForm
from courses.tools.forms.groups import Group, Grouped
from courses.tools.rules.clauses.parts import REVERSIBILITY, SECURITY, Point, Question
from courses.tools.rules.clauses.timing import MOST_MONTHS, MOST_PENALTY, Terms
from courses.tools.services import clauses as service
from courses.tools.services.kind import Answers

FRAME: Final = "cadre"
WRONG_DAY: Final = gettext_lazy("Écrivez un jour entre 2000 et 2099, par exemple 14/03/2027.")


def day(label: Any, hint: Any, missing: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "court"}),
        validators=[MinValueValidator(service.FIRST_DAY, WRONG_DAY), MaxValueValidator(service.LAST_DAY, WRONG_DAY)],
        error_messages={"required": missing, "invalid": WRONG_DAY},
    )


class FrameForm(StepForm):
    project = forms.CharField(
        label=gettext_lazy("Ce que vous achetez, en quelques mots"),
        help_text=gettext_lazy("Par exemple : l’application des inscriptions scolaires."),
        max_length=service.PROJECT_LENGTH,
        error_messages={"required": gettext_lazy("Écrivez en quelques mots ce que vous achetez.")},
    )
    families = forms.MultipleChoiceField(
        label=gettext_lazy("Quelle clause voulez-vous écrire ?"),
        help_text=gettext_lazy("L’une, l’autre ou les deux : l’atelier cherche alors ce qui les oppose."),
        choices=[
            (SECURITY, gettext_lazy("La clause de sécurité")),
            (REVERSIBILITY, gettext_lazy("La clause de réversibilité, avec l’interopérabilité")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choisissez au moins une clause.")},
    )
    start = day(gettext_lazy("Premier jour du contrat"), "", gettext_lazy("Écrivez le premier jour du contrat."))
    reception = day(
        gettext_lazy("Jour prévu pour la réception"),
        gettext_lazy("Le jour où vous vérifiez ce qui est livré, avant de payer le solde."),
        gettext_lazy("Écrivez le jour prévu pour la réception."),
    )
    months = forms.IntegerField(
        label=gettext_lazy("Durée du contrat, en mois"),
        min_value=1,
        max_value=MOST_MONTHS,
        widget=forms.NumberInput(attrs={"class": "court", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), gettext_lazy("Écrivez un nombre de mois, de 1 à 360.")
        ),
    )
    penalty = AmountField(
        label=gettext_lazy("Pénalité par jour de retard, en euros"),
        help_text=gettext_lazy("Un nombre entier ; zéro ou rien si vous n’en prévoyez pas."),
        name=gettext_lazy("pénalité"),
        most=Decimal(MOST_PENALTY),
        whole=True,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        known = kwargs["answers"]
        initial = {
            **known,
            "months": known["months"] or None,
            "penalty": Decimal(known["penalty"]) if known["penalty"] else "",
        }
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, reception, months = data.get("start"), data.get("reception"), data.get("months")
        if start and reception and months and not Terms(start, reception, months).is_ordered:
            fault = _("Choisissez un jour de réception entre le premier et le dernier jour du contrat.")
            self.add_error("reception", forms.ValidationError(fault, "order"))
        return data

    def merged(self) -> Answers:
        data = self.cleaned_data
        return {
            **self.answers,
            "project": data.get("project", ""),
            "families": data.get("families", []),
            "start": iso(data.get("start")),
            "reception": iso(data.get("reception")),
            "months": data.get("months") or 0,
            "penalty": int(data.get("penalty") or 0),
        }


def iso(found: dt.date | None) -> str:
    return found.isoformat() if found else ""


class PointsForm(Grouped, StepForm):
    """The questions of some points. Nothing is chosen in advance; to keep silent is a choice."""

    def __init__(self, *args: Any, points: tuple[Point, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = [question for point in points for question in point.questions]
        known = self.answers["choices"]
        for question in self.questions:
            self.fields[question.code] = field_of(question)
            picked = known.get(question.code, [])
            self.initial[question.code] = picked if question.several else next(iter(picked), None)
        self.groups = [
            Group(_(point.title), tuple(question.code for question in point.questions), _(point.reason))
            for point in points
        ]

    def merged(self) -> Answers:
        """A list with nothing ticked is an answer; a question without a choice is not."""
        found = {}
        for question in self.questions:
            picked = self.cleaned_data.get(question.code)
            if question.several:
                found[question.code] = picked or []
            elif picked:
                found[question.code] = [picked]
        asked = {question.code for question in self.questions}
        others = {code: picks for code, picks in self.answers["choices"].items() if code not in asked}
        return {**self.answers, "choices": {**others, **found}}


def field_of(question: Question) -> forms.Field:
    choices = [(option.code, _(option.label)) for option in question.options]
    hint = _(question.help) if question.help else ""
    if question.several:
        return forms.MultipleChoiceField(
            label=_(question.label),
            help_text=hint,
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    missing = _("Choisissez une réponse : « {question} »").format(question=_(question.label))
    return forms.ChoiceField(
        label=_(question.label),
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )
