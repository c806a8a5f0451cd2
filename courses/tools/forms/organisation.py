"""What the organisation exercise asks: the table, the weights, a cell to dispute, a path."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.tools.forms.base import StepForm
from courses.tools.forms.groups import Group, Grouped
from courses.tools.rules.organisation import POINTS
from courses.tools.rules.organisation import REASON_LENGTH as LEAST
from courses.tools.rules.table_5 import CELLS, CRITERIA, LARGE, MODES, SIGNS, SMALL, TABLE
from courses.tools.services import organisation as service
from courses.tools.services.kind import Answers

REBUILD: Final = "reconstituer"
COMPARE: Final = "comparer"
WEIGH: Final = "peser"
CONTEST: Final = "contester"
EVOLVE: Final = "evoluer"
SAID: Final = {
    3: gettext_lazy("trois plus"),
    2: gettext_lazy("deux plus"),
    1: gettext_lazy("un plus"),
    -1: gettext_lazy("un moins"),
    -2: gettext_lazy("deux moins"),
    -3: gettext_lazy("trois moins"),
}


def signs(first: str) -> list[tuple[str, str]]:
    return [("", first), *((str(sign), f"{written} ({SAID[sign]})") for sign, written in SIGNS.items())]


def cells(first: str) -> list[tuple[str, str]]:
    return [("", first), *((cell.code, service.named(cell)) for cell in TABLE)]


def modes(first: str) -> list[tuple[str, str]]:
    return [("", first), *((code, _(name)) for code, name in MODES.items())]


def number(text: str | None) -> int:
    return int(text) if text else 0


class RebuildForm(Grouped, StepForm):
    """A sign for each cell, mode by mode."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        placed = self.answers["placed"]
        for cell in TABLE:
            size = {SMALL: _(" (petite collectivité)"), LARGE: _(" (grande collectivité)")}.get(cell.size, "")
            self.fields[name_of(cell.code)] = forms.ChoiceField(
                label=_(CRITERIA[cell.criterion]) + size,
                choices=signs(_("Choisissez un signe")),
                error_messages={"required": _("Placez un signe : {cell}.").format(cell=service.named(cell))},
            )
            self.initial[name_of(cell.code)] = str(placed.get(cell.code, ""))
        self.groups = [
            Group(_(title), tuple(name_of(cell.code) for cell in TABLE if cell.mode == mode), abreast=True)
            for mode, title in MODES.items()
        ]

    def merged(self) -> Answers:
        found = {code: number(self.cleaned_data.get(name_of(code))) for code in CELLS}
        return {**self.answers, "placed": {code: sign for code, sign in found.items() if sign}}


def name_of(code: str) -> str:
    return f"case-{code.replace('.', '-')}"


class CompareForm(StepForm):
    """Nothing to fill: the report's own table is read here."""

    def merged(self) -> Answers:
        return {**self.answers, "compared": True}


class WeighForm(Grouped, StepForm):
    project = forms.CharField(
        label=gettext_lazy("Votre collectivité, ou un cas imaginé"),
        help_text=gettext_lazy("Par exemple : petite communauté de communes, directrice très présente."),
        max_length=service.PROJECT_LENGTH,
        error_messages={"required": gettext_lazy("Écrivez en quelques mots de quelle collectivité il s’agit.")},
    )
    size = forms.ChoiceField(
        label=gettext_lazy("Sa taille"),
        help_text=gettext_lazy("Le rapport ne donne pas de seuil : à vous de juger si tout le monde se connaît."),
        choices=[(SMALL, gettext_lazy("Petite")), (LARGE, gettext_lazy("Grande"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez une taille : une case du tableau en dépend.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        known = kwargs["answers"]
        super().__init__(*args, initial={"project": known["project"], "size": known["size"]}, **kwargs)
        for code, name in CRITERIA.items():
            wrong = _("Écrivez un nombre entier de 0 à {most} : {name}.").format(most=POINTS, name=_(name))
            self.fields[f"poids-{code}"] = forms.IntegerField(
                label=_(name),
                min_value=0,
                max_value=POINTS,
                widget=forms.NumberInput(attrs={"class": "court", "inputmode": "numeric"}),
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
            )
            self.initial[f"poids-{code}"] = known["weights"].get(code)
        self.groups = [
            Group("", ("project", "size")),
            Group(
                _("Dix points à partager"),
                tuple(f"poids-{code}" for code in CRITERIA),
                _("Plus un critère compte pour vous, plus il reçoit de points. Un zéro est permis."),
                abreast=True,
            ),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.weights = {code: data[f"poids-{code}"] for code in CRITERIA if data.get(f"poids-{code}") is not None}
        missing = POINTS - sum(self.weights.values())
        if len(self.weights) == len(CRITERIA) and missing:
            self.add_error(f"poids-{next(iter(CRITERIA))}", forms.ValidationError(gap(missing), "required"))
        return data

    def merged(self) -> Answers:
        data = self.cleaned_data
        project, size = data.get("project", ""), data.get("size", "")
        return {**self.answers, "project": project, "size": size, "weights": self.weights}


def gap(missing: int) -> str:
    if missing > 0:
        add = ngettext(
            "Ajoutez {count} point : le total doit faire dix.",
            "Ajoutez {count} points : le total doit faire dix.",
            missing,
        )
        return add.format(count=missing)
    take = ngettext(
        "Retirez {count} point : le total doit faire dix.",
        "Retirez {count} points : le total doit faire dix.",
        -missing,
    )
    return take.format(count=-missing)


class ContestForm(Grouped, StepForm):
    """Up to three cells; one at least with a reason that counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.answers["objections"]
        self.groups = []
        for rank in range(1, service.MOST_OBJECTIONS + 1):
            said = known[rank - 1] if rank <= len(known) else {}
            self.fields[f"case-{rank}"] = forms.ChoiceField(
                label=_("La case"),
                choices=cells(_("Aucune")),
                required=rank == 1,
                error_messages={"required": _("Choisissez la case que vous contestez.")},
            )
            self.fields[f"signe-{rank}"] = forms.ChoiceField(
                label=_("Le signe que vous y mettriez"), choices=signs(_("Sans avis")), required=False
            )
            self.fields[f"raison-{rank}"] = forms.CharField(
                label=_("Pourquoi"),
                help_text=_(
                    "Un exemple vécu, un texte, un chiffre. Votre raison compte à partir de {least} signes."
                ).format(least=LEAST),
                required=rank == 1,
                max_length=service.TEXT_LENGTH,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": _("Écrivez pourquoi vous contestez cette case.")},
            )
            self.initial[f"case-{rank}"] = said.get("cell", "")
            self.initial[f"signe-{rank}"] = str(said.get("sign") or "")
            self.initial[f"raison-{rank}"] = said.get("reason", "")
            title = _("Case contestée") if rank == 1 else _("Autre case contestée, si vous voulez")
            self.groups.append(Group(title, (f"case-{rank}", f"signe-{rank}", f"raison-{rank}")))
        self.fields["failure"] = forms.CharField(
            label=_("Une situation où le premier mode du classement échouerait"),
            required=False,
            max_length=service.TEXT_LENGTH,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.initial["failure"] = self.answers["failure"]

    def clean(self) -> dict[str, Any]:
        """What was typed is kept before it is judged: a short reason is a draft."""
        data = super().clean() or {}
        self.typed = [
            {
                "cell": data.get(f"case-{rank}", ""),
                "sign": number(data.get(f"signe-{rank}")),
                "reason": data.get(f"raison-{rank}", ""),
            }
            for rank in range(1, service.MOST_OBJECTIONS + 1)
        ]
        for rank, one in enumerate(self.typed, start=1):
            length = len(" ".join(one["reason"].split()))
            if one["reason"] and length < LEAST:
                self.add_error(f"raison-{rank}", forms.ValidationError(longer(LEAST - length), "required"))
            if rank > 1 and one["cell"] and not one["reason"]:
                fault = _("Écrivez pourquoi vous contestez cette case, ou choisissez « Aucune ».")
                self.add_error(f"raison-{rank}", forms.ValidationError(fault, "required"))
            if rank > 1 and not one["cell"] and (one["reason"] or one["sign"]):
                fault = _("Choisissez la case que vous contestez, ou effacez la raison.")
                self.add_error(f"case-{rank}", forms.ValidationError(fault, "required"))
            if one["cell"] and one["cell"] in [other["cell"] for other in self.typed[: rank - 1]]:
                fault = _("Choisissez une autre case : celle-ci est déjà contestée plus haut.")
                self.add_error(f"case-{rank}", forms.ValidationError(fault, "required"))
        return data

    def merged(self) -> Answers:
        return {**self.answers, "objections": self.typed, "failure": self.cleaned_data.get("failure", "")}


def longer(count: int) -> str:
    return ngettext(
        "Ajoutez {count} signe : une raison courte ne compte pas encore.",
        "Ajoutez {count} signes : une raison courte ne compte pas encore.",
        count,
    ).format(count=count)


class EvolveForm(StepForm):
    learning = forms.CharField(
        label=gettext_lazy("Comment les services apprennent-ils pendant ce temps ?"),
        help_text=gettext_lazy("Surtout si une société porte le projet : qui travaille avec elle, combien de jours ?"),
        required=False,
        max_length=service.TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        path = kwargs["answers"]["path"]
        super().__init__(*args, initial={**path, "months": path["months"] or None}, **kwargs)
        self.fields["now"] = forms.ChoiceField(
            label=_("Par quel mode commenceriez-vous ?"),
            choices=modes(_("Choisissez un mode")),
            error_messages={"required": _("Choisissez un mode pour commencer.")},
        )
        wrong = _("Écrivez un nombre de mois, de 1 à {most}.").format(most=service.MOST_MONTHS)
        self.fields["months"] = forms.IntegerField(
            label=_("Dans combien de mois relirez-vous ce choix ?"),
            min_value=1,
            max_value=service.MOST_MONTHS,
            widget=forms.NumberInput(attrs={"class": "court", "inputmode": "numeric"}),
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        )
        self.fields["then"] = forms.ChoiceField(
            label=_("Et ensuite ?"), choices=modes(_("Pas encore décidé")), required=False
        )
        self.order_fields(["now", "months", "then", "learning"])

    def merged(self) -> Answers:
        data = self.cleaned_data
        path = {
            "now": data.get("now", ""),
            "months": data.get("months") or 0,
            "then": data.get("then", ""),
            "learning": data.get("learning", ""),
        }
        return {**self.answers, "path": path}
