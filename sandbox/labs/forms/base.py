"""The forms of the labs. Each knows the run it belongs to."""

from typing import Any

from django import forms

from sandbox.labs.models import LabRun


class LabForm(forms.Form):
    """One action of a lab; `run` says what the learner was shown."""

    def __init__(self, *args: Any, run: LabRun, **kwargs: Any) -> None:
        self.run = run
        super().__init__(*args, **kwargs)
