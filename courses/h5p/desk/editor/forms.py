"""The form of an activity: its title, its language, and the content as its type describes it."""

import json
from typing import Any

from django import forms
from django.forms.utils import ErrorList
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block
from wagtail.blocks.base import BlockField, BlockWidget, get_error_json_data

from courses.h5p import limits

LANGUAGES = [("fr", _("français")), ("en", _("anglais")), ("und", _("aucune en particulier"))]


class ContentWidget(BlockWidget):
    """Wagtail's own widget, for a group at the root: its controller starts lists and streams only."""

    def render_with_errors(
        self, name: str, value: Any, attrs: Any = None, errors: ErrorList | None = None, renderer: Any = None
    ) -> str:
        wrong = get_error_json_data(errors.as_data()[0]) if errors else None
        arguments = json.dumps([self.block_def.get_form_state(value), wrong])
        place = '<div id="{}" data-h5p-content="{}" data-arguments="{}"></div>'
        return format_html(place, name, self.block_json, arguments)


class ActivityForm(forms.Form):
    title = forms.CharField(
        label=_("Titre"), max_length=limits.TITLE, help_text=_("Ce que les apprenants lisent au-dessus de l’activité.")
    )
    language = forms.ChoiceField(label=_("Langue du contenu"), choices=LANGUAGES)
    # The revision that the screen was made from, and the newest one that its author knew of.
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    newest = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, block: Block, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["content"] = BlockField(
            block=block, label=_("Contenu"), required=False, widget=ContentWidget(block)
        )
        self.add_other_language()

    def add_other_language(self) -> None:
        """A content may come in any language: what it says stays on offer."""
        current = str(self.initial.get("language", "fr"))
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        if current not in dict(LANGUAGES):
            field.choices = [*LANGUAGES, (current, current)]
