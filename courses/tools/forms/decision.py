"""What the decision sheet asks: the project, then the questions of its path."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.tools.forms.base import StepForm, yes_or_no
from courses.tools.rules.decision import BY_CODE
from courses.tools.rules.decision import REASON_LENGTH as LEAST
from courses.tools.services.decision import PROJECT_LENGTH, REASON_LENGTH
from courses.tools.services.kind import Answers

PROJECT: Final = "projet"


class ProjectForm(StepForm):
    project = forms.CharField(
        label=gettext_lazy("Votre projet, en quelques mots"),
        help_text=gettext_lazy("Par exemple : relier les candélabres du bourg. N’écrivez le nom d’aucun habitant."),
        max_length=PROJECT_LENGTH,
        error_messages={"required": gettext_lazy("Écrivez en quelques mots de quel projet il s’agit.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"project": kwargs["answers"]["project"]}, **kwargs)

    def merged(self) -> Answers:
        return {**self.answers, "project": self.cleaned_data.get("project", "")}


class QuestionForm(StepForm):
    """One question: oui or non, or each of its points; then the reason, that one may leave for later."""

    short_choices = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question = BY_CODE[self.step]
        given = self.answers["answers"].get(question.code, {})
        if question.points:
            for point in question.points:
                error = _("Répondez par oui ou par non : « {point} »").format(point=_(point.text))
                self.fields[f"point_{point.code}"] = yes_or_no(_(point.text), error=error)
                self.initial[f"point_{point.code}"] = ticked(given.get("points", {}).get(point.code))
        else:
            error = _("Répondez par oui ou par non à la question {code}.").format(code=question.code)
            self.fields["yes"] = yes_or_no(_(question.text), hint=_(question.hint), error=error)
            self.initial["yes"] = ticked(given.get("yes"))
        self.fields["reason"] = forms.CharField(
            label=_("Pourquoi ?"),
            help_text=_(
                "Un document, un nom de service, une date. Un « oui » compte comme justifié à partir de {least} signes."
            ).format(least=LEAST),
            required=False,
            max_length=REASON_LENGTH,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        self.initial["reason"] = given.get("reason", "")

    def merged(self) -> Answers:
        data = self.cleaned_data
        given: dict[str, Any] = {"reason": data.get("reason", "")}
        if self.question.points:
            said = {point.code: data.get(f"point_{point.code}") for point in self.question.points}
            given["points"] = {code: yes for code, yes in said.items() if yes is not None}
        else:
            given["yes"] = data.get("yes")
        return {**self.answers, "answers": {**self.answers["answers"], self.question.code: given}}


def ticked(yes: bool | None) -> str:
    return "" if yes is None else "oui" if yes else "non"
