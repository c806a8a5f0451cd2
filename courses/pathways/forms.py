"""What editors fill in."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm


class PathwayForm(WagtailAdminModelForm):
    """A pathway, its modules and their lessons: each lesson must be one of its module."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for row in self.formsets["modules"].forms:
            module = row.cleaned_data.get("module") if row.is_valid() else None
            if module is None:
                continue
            for asked in row.formsets["lessons"].forms:
                lesson = asked.cleaned_data.get("lesson") if asked.is_valid() else None
                if lesson is not None and not lesson.is_child_of(module):
                    asked.add_error("lesson", _("Choisissez une leçon de ce module."))
        return cleaned
