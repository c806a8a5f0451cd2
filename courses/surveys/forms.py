"""The survey as a learner fills it in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.surveys.models import SurveyAnswer
from courses.surveys.rules import QUESTIONS, says_something
from courses.surveys.scales import COMMENT, LABELS, choices_of


class StepField(forms.TypedChoiceField):
    """One question; « sans avis » can always be gone back to."""

    def __init__(self, question: str) -> None:
        super().__init__(
            label=LABELS[question],
            choices=[*choices_of(question), ("", _("Sans avis"))],
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _("Cochez l’une des réponses de la liste.")},
        )


class SurveyForm(forms.ModelForm):
    """Five short questions and a free remark; all may be left aside, but not all at once."""

    clear = StepField("clear")
    useful = StepField("useful")
    length = StepField("length")
    difficulty = StepField("difficulty")
    accessible = StepField("accessible")
    comment = forms.CharField(
        label=_("Une remarque"),
        required=False,
        max_length=COMMENT,
        help_text=_(
            "Mille signes au plus. L’équipe la lira sans votre nom : n’y mettez rien qui permette de vous reconnaître."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "max_length": _("Raccourcissez votre remarque à %(limit_value)d signes : elle en a %(show_value)d.")
        },
    )

    class Meta:
        model = SurveyAnswer
        fields = (*QUESTIONS, "comment")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        values = [cleaned.get(name) for name in QUESTIONS]
        if not self.errors and not says_something(values, cleaned.get("comment", "")):
            self.add_error("clear", _("Donnez votre avis sur un point au moins, ou écrivez une remarque."))
        return cleaned
