"""What editors fill in."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from courses.modules.activities import activity


class PathwayForm(WagtailAdminModelForm):
    """A pathway with all that it asks for: nothing twice, each lesson with its own module."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        modules = set()
        for row, module in kept(self.formsets["modules"], "module"):
            if module in modules:
                row.add_error("module", _("Ce module est déjà dans le parcours."))
            modules.add(module)
            lessons = set()
            for asked, lesson in kept(row.formsets["lessons"], "lesson"):
                if not lesson.is_child_of(module):
                    asked.add_error("lesson", _("Choisissez une leçon de ce module."))
                elif lesson in lessons:
                    asked.add_error("lesson", _("Cette leçon est déjà demandée."))
                lessons.add(lesson)
            for asked, code in kept(row.formsets["activities"], "code"):
                if activity(code) is None:
                    asked.add_error("code", _("Aucune activité ne porte ce code."))
        return cleaned


def kept(formset: Any, field: str) -> Iterator[tuple[Any, Any]]:
    """The rows that will be saved, each with what it names."""
    for row in formset.forms:
        named = row.cleaned_data.get(field) if row.is_valid() and not formset._should_delete_form(row) else None
        if named:
            yield row, named
