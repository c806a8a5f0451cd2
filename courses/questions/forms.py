"""The editing form of a question: its rows are checked together, in the words of the bank."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from courses.questions.kinds import Kind, OptionDraft, option_flaws


class QuestionForm(WagtailAdminModelForm):
    """A draft may have unfinished rows; what is published may not."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        rows = [form for form in self.formsets["options"].ordered_forms if form.is_valid()]
        whole = len(rows) == len([form for form in self.formsets["options"].forms if not self.is_left_out(form)])
        if whole and not self.is_deferred_validation:
            self.check_rows(rows, cleaned)
        return cleaned

    def is_left_out(self, form: Any) -> bool:
        """A row that was removed, or never filled in."""
        if not form.has_changed() and not form.instance.pk:
            return True
        return bool(form.data.get(form.add_prefix("DELETE")))

    def check_rows(self, rows: list[Any], cleaned: dict[str, Any]) -> None:
        drafts = [self.draft_of(form.cleaned_data) for form in rows]
        flaws = option_flaws(self.instance.kind, drafts, value=cleaned.get("value"), tolerance=cleaned.get("tolerance"))
        for flaw in flaws:
            if flaw.option is None:
                self.add_error(None, flaw.reason)
            else:
                rows[flaw.option].add_error("text", flaw.reason)
                self.add_error(
                    None, _("Proposition {place} : {reason}").format(place=flaw.option + 1, reason=flaw.reason)
                )

    def draft_of(self, row: dict[str, Any]) -> OptionDraft:
        is_pair = self.instance.kind == Kind.MATCHING
        return OptionDraft(
            text=row.get("text") or "",
            feedback=row.get("feedback") or "",
            right=is_pair or bool(row.get("right")),
            match=row.get("match") or "",
            rank=row.get("rank"),
        )
