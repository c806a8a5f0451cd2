"""The answer to a request: boxes among those shown, a duration, yes or no."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.foundation.templatetags.ui import jour
from sandbox.consents.asking import Pending
from sandbox.consents.rules.offers import DEFAULT_DURATION, DURATIONS, ONCE, ONCE_MINUTES, Box


def duration_label(days: int) -> str:
    if days == ONCE:
        return _("Une seule fois, maintenant (%(minutes)d minutes au plus)") % {"minutes": ONCE_MINUTES}
    end = jour(timezone.localdate() + timedelta(days=days))
    words = ngettext("Pendant %(count)d jour, jusqu’au %(end)s", "Pendant %(count)d jours, jusqu’au %(end)s", days)
    return words % {"count": days, "end": end}


class DecisionForm(forms.Form):
    """Nothing is ticked beforehand; a box that was not on the screen is refused, whatever the form says."""

    demande = forms.CharField(widget=forms.HiddenInput)
    cases = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Cochez au moins une case pour autoriser, ou choisissez « Refuser »."),
            "invalid_choice": gettext_lazy("Choisissez parmi les cases affichées : l’une des vôtres n’y est pas."),
        },
    )
    duree = forms.TypedChoiceField(
        widget=forms.RadioSelect,
        coerce=int,
        initial=DEFAULT_DURATION,
        error_messages={
            "required": gettext_lazy("Choisissez une durée."),
            "invalid_choice": gettext_lazy("Choisissez une durée parmi celles qui sont affichées."),
        },
    )

    def __init__(self, *args: Any, pending: Pending, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pending = pending
        self.boxes = {choice.code: choice for choice in pending.choices}
        cases, duration = self.fields["cases"], self.fields["duree"]
        assert isinstance(cases, forms.ChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(duration, forms.ChoiceField)  # noqa: S101
        cases.choices = [(code, choice.purpose.title) for code, choice in self.boxes.items()]
        duration.choices = [(days, duration_label(days)) for days in DURATIONS]

    @property
    def rows(self) -> Iterator[tuple[Any, Box]]:
        """Each control with its box, for the template."""
        return zip(self["cases"], self.boxes.values(), strict=True)

    @property
    def chosen(self) -> list[Box]:
        return [self.boxes[code] for code in self.cleaned_data["cases"]]

    @property
    def was_widened(self) -> bool:
        """A box that was never on the screen came back: no browser does that by itself."""
        sent = self.data.getlist("cases") if hasattr(self.data, "getlist") else []
        return bool(set(sent) - set(self.boxes))
