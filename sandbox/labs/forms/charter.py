"""What lab 10 asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sandbox.labs.forms.base import LabForm
from sandbox.labs.rules.charter import ARTICLES


class ChoicesForm(LabForm):
    """Twelve articles, one choice each; nothing is ticked in advance."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, article in enumerate(ARTICLES, start=1):
            self.fields[article.code] = forms.ChoiceField(
                label=f"{number}. {_(article.title)}",
                choices=[(option.code, _(option.text)) for option in article.options],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choisissez une réponse à l’article {number}.").format(number=number)},
            )


class ArgumentForm(LabForm):
    article = forms.ChoiceField(
        label=gettext_lazy("L’article que vous défendez"),
        choices=[(article.code, gettext_lazy(article.title)) for article in ARTICLES],
    )
    argument = forms.CharField(
        label=gettext_lazy("Votre argument, devant un conseil municipal"),
        help_text=gettext_lazy(
            "300 signes au moins : un cas, une mesure de ce bac à sable, une objection et votre réponse."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
    )
