"""What the partnership test asks: the needs, how one searched, the solutions, then each solution face to each need."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.tools.forms.base import StepForm
from courses.tools.rules.partnership import PRECAUTIONS
from courses.tools.rules.reading import printable
from courses.tools.services import partnership as service
from courses.tools.services.kind import Answers

NEEDS: Final = "besoins"
SEARCH: Final = "recherche"
SOLUTIONS: Final = "solutions"
CELLS: Final = [("oui", gettext_lazy("Oui")), ("non", gettext_lazy("Non")), ("inconnu", gettext_lazy("Je ne sais pas"))]


class LinesField(forms.CharField):
    """Several items, one a line: a list of single lines, each once, however it is written."""

    widget = forms.Textarea

    def __init__(self, *, most: int, longest: int, **kwargs: Any) -> None:
        self.most, self.longest = most, longest
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = 6

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        lines = [line for line in (" ".join(printable(raw).split()) for raw in text.splitlines()) if line]
        if len(lines) > self.most:
            raise forms.ValidationError(
                _("Gardez {most} lignes au plus, il y en a {count}.").format(most=self.most, count=len(lines)), "most"
            )
        for line in lines:
            if len(line) > self.longest:
                message = _("Raccourcissez cette ligne, {most} signes au plus : « {line}… »")
                raise forms.ValidationError(message.format(most=self.longest, line=line[:40]), "longest")
        seen: set[str] = set()
        for line in lines:
            if line.casefold() in seen:
                raise forms.ValidationError(
                    _("Retirez une ligne : « {line} » y est deux fois.").format(line=line), "twice"
                )
            seen.add(line.casefold())
        return lines


class NeedsForm(StepForm):
    project = forms.CharField(
        label=gettext_lazy("Ce que vous cherchez, en quelques mots"),
        help_text=gettext_lazy("Par exemple : une borne qui trie le verre par couleur, sans électricité."),
        max_length=service.PROJECT_LENGTH,
        error_messages={"required": gettext_lazy("Écrivez en quelques mots ce que vous cherchez.")},
    )
    main = LinesField(
        label=gettext_lazy("Les besoins principaux, un par ligne"),
        help_text=gettext_lazy("Sans eux, rien ne va. Décrivez ce qu’il faut obtenir, pas une technique."),
        most=service.MOST_MAIN,
        longest=service.NEED_LENGTH,
        error_messages={"required": gettext_lazy("Écrivez au moins un besoin principal.")},
    )
    extra = LinesField(
        label=gettext_lazy("Les besoins accessoires, un par ligne"),
        help_text=gettext_lazy(
            "Utiles, mais on saurait s’en passer. Sans besoin accessoire, la condition B est sans objet."
        ),
        most=service.MOST_EXTRA,
        longest=service.NEED_LENGTH,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        known = kwargs["answers"]
        super().__init__(*args, initial={name: known[name] for name in ("project", "main", "extra")}, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        main = {line.casefold() for line in data.get("main", [])}
        for line in data.get("extra", []):
            if line.casefold() in main:
                self.add_error(
                    "extra",
                    forms.ValidationError(
                        _("Choisissez : « {line} » est aussi un besoin principal.").format(line=line), "twice"
                    ),
                )
                break
        return data

    def merged(self) -> Answers:
        data = self.cleaned_data
        return {
            **self.answers,
            "project": data.get("project", ""),
            "main": data.get("main", []),
            "extra": data.get("extra", []),
        }


class SearchForm(StepForm):
    """What was done to search, and when the lists were settled."""

    short_choices = True
    frozen_on = forms.DateField(
        label=gettext_lazy("Jour où les listes ont été figées"),
        help_text=gettext_lazy("Il figurera sur le procès-verbal."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "court"}),
        error_messages={"invalid": gettext_lazy("Écrivez un jour qui existe, par exemple 14/03/2026.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"frozen_on": kwargs["answers"]["frozen_on"]}, **kwargs)
        for one in PRECAUTIONS:
            error = _("Réponse manquante : {label}").format(label=_(one.text))
            self.fields[one.code] = cell(_(one.text), error)
            self.initial[one.code] = self.answers["precautions"].get(one.code)
        self.order_fields([*(one.code for one in PRECAUTIONS), "frozen_on"])

    def merged(self) -> Answers:
        data = self.cleaned_data
        said = {one.code: data.get(one.code) for one in PRECAUTIONS}
        day = data.get("frozen_on")
        return {
            **self.answers,
            "precautions": {code: answer for code, answer in said.items() if answer},
            "frozen_on": day.isoformat() if day else "",
        }


class SolutionsForm(StepForm):
    names = LinesField(
        label=gettext_lazy("Les solutions recensées, une par ligne"),
        help_text=gettext_lazy(
            "Celles qui ont répondu à l’appel, et celles que vous avez trouvées. Laissez vide s’il n’y en a aucune."
        ),
        most=service.MOST_SOLUTIONS,
        longest=service.NAME_LENGTH,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        known = kwargs["answers"]["solutions"] or []
        super().__init__(*args, initial={"names": [one["name"] for one in known]}, **kwargs)

    def merged(self) -> Answers:
        """What was said of a solution stays as long as its name does."""
        known = {one["name"].casefold(): one["covers"] for one in self.answers["solutions"] or []}
        names = self.cleaned_data.get("names", [])
        return {
            **self.answers,
            "solutions": [{"name": name, "covers": known.get(name.casefold(), {})} for name in names],
        }


class CoverageForm(StepForm):
    """One solution, one answer for each need of both lists."""

    short_choices = True

    def __init__(self, *args: Any, place: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        covers = self.answers["solutions"][place]["covers"]
        self.needs = [*self.answers["main"], *self.answers["extra"]]
        for number, need in enumerate(self.needs):
            rank = _("principal") if number < len(self.answers["main"]) else _("accessoire")
            error = _("Réponse manquante : {label}").format(label=need)
            self.fields[f"need_{number}"] = cell(_("{need} ({rank})").format(need=need, rank=rank), error)
            self.initial[f"need_{number}"] = covers.get(need)

    def merged(self) -> Answers:
        said = {need: self.cleaned_data.get(f"need_{number}") for number, need in enumerate(self.needs)}
        covers = {need: answer for need, answer in said.items() if answer}
        solutions = [
            {**one, "covers": covers} if place == self.place else one
            for place, one in enumerate(self.answers["solutions"])
        ]
        return {**self.answers, "solutions": solutions}


def cell(label: str, error: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=CELLS, widget=forms.RadioSelect, error_messages={"required": error})
