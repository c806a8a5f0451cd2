"""The forms of the tools: one step each, that knows the answers given so far."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.tools.models import TITLE_LENGTH
from courses.tools.services import Kind
from courses.tools.services.kind import Answers

CHOICES_OF_YES_AND_NO = [("oui", gettext_lazy("Oui")), ("non", gettext_lazy("Non"))]


def yes_or_no(label: Any, *, hint: Any = "", error: Any = None, required: bool = True) -> forms.TypedChoiceField:
    """Two radios, nothing ticked in advance; True, False, or None when nothing is ticked."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        choices=CHOICES_OF_YES_AND_NO,
        coerce=lambda value: value == "oui",
        empty_value=None,
        widget=forms.RadioSelect,
        required=required,
        error_messages={"required": error or gettext_lazy("Répondez par oui ou par non.")},
    )


class StepForm(forms.Form):
    """One step of a tool. Subclasses add their fields, show what `answers` holds, and say what the step changes in it.

    `merged()` is asked of a form with missing fields as well: what is missing is a draft, and nothing typed is lost.
    """

    short_choices = False  # side by side where there is room: oui, non, je ne sais pas

    def __init__(self, *args: Any, answers: Answers, step: str, **kwargs: Any) -> None:
        self.answers, self.step = answers, step
        super().__init__(*args, **kwargs)

    def merged(self) -> Answers:
        raise NotImplementedError

    @property
    def only_lacks(self) -> bool:
        """Nothing wrong was typed: one may go elsewhere and come back."""
        return all(fault.code == "required" for faults in self.errors.as_data().values() for fault in faults)


class KeepForm(forms.Form):
    """The learner’s agreement, never given in advance."""

    title = forms.CharField(label=gettext_lazy("Titre du résultat"), max_length=TITLE_LENGTH)
    agrees = forms.BooleanField(
        label=gettext_lazy("J’accepte que ce résultat soit gardé dans mon espace."),
        help_text=gettext_lazy(
            "Ce qui est gardé : vos réponses, le titre et les dates. Pour quoi : le retrouver, le continuer, le "
            "joindre à un travail du cours. Jusqu’à quand : vous le supprimez quand vous voulez ; sinon, il part avec "
            "votre compte."
        ),
        error_messages={
            "required": gettext_lazy("Cochez la case pour donner votre accord : sans lui, rien n’est gardé.")
        },
    )

    def __init__(self, *args: Any, kind: Kind, answers: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["title"] = (kind.title(answers) or str(kind.tool.title))[:TITLE_LENGTH]
        self.fields["title"].error_messages["required"] = _("Donnez un titre, pour retrouver ce résultat.")


class RenameForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Nouveau titre"),
        max_length=TITLE_LENGTH,
        error_messages={"required": gettext_lazy("Écrivez un titre, pour retrouver ce résultat.")},
    )
