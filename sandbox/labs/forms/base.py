"""The forms of the labs. Each knows the run it belongs to."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from sandbox.labs.models import LabRun

UNSAID: Final = forms.Field.default_error_messages["required"]


class LabForm(forms.Form):
    """One action of a lab; `run` says what the learner was shown.

    A question left empty is named, unless its field says better: the list of errors is read apart from the questions.
    """

    def __init__(self, *args: Any, run: LabRun, **kwargs: Any) -> None:
        self.run = run
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.label and field.error_messages["required"] is UNSAID:
                field.error_messages["required"] = _("Réponse manquante : {label}").format(label=field.label)
