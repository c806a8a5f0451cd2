"""Template tags of the interface; loaded everywhere."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.foundation.icons import ICONS, MARK
from cms.foundation.typography import NBSP, french, french_html

register = template.Library()

LONGEST_ROW = 12


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon, silent for screen readers; without the style sheet it stays 20 pixels wide."""
    return mark_safe(  # noqa: S308 - our own drawings
        '<svg class="ic" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">'
        f"{ICONS[name]}</svg>"
    )


@register.simple_tag
def mark() -> SafeString:
    """The mark of the site, silent for screen readers: the name is written beside it."""
    return mark_safe(  # noqa: S308 - our own drawing
        f'<svg viewBox="0 0 48 60" width="32" height="40" aria-hidden="true" focusable="false">{MARK}</svg>'
    )


@register.simple_tag
def segments(states: Sequence[str]) -> SafeString:
    """One mark per step: "f" done, "c" here, "r" to review, "" to come. The sentence beside it says the same.

    Above twelve, a row of marks says nothing to anybody: the sentence remains alone.
    """
    if len(states) > LONGEST_ROW:
        return mark_safe("")
    marks = format_html_join(
        "", "<i{}></i>", ((format_html(' class="{}"', state) if state else "",) for state in states)
    )
    return format_html('<div class="pas" aria-hidden="true">{}</div>', marks)


@register.filter
def typo(value: Any) -> str:
    """French typography: of HTML when the value is trusted HTML, else of plain text."""
    if isinstance(value, SafeData):
        return french_html(str(value))
    return french("" if value is None else str(value))


@register.filter(expects_localtime=True)
def jour(value: dt.date | None) -> str:
    """« 12 mars 2026 », « 1er avril 2026 »."""
    if not value:
        return ""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    day = "1er" if value.day == 1 else str(value.day)
    return NBSP.join([day, *format_date(value, "F Y").split()])


@register.filter(expects_localtime=True)
def heure(value: dt.datetime | dt.time | None) -> str:
    """« 9 h 14 », « 18 h »."""
    if not value:
        return ""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value.hour}{NBSP}h{NBSP}{value.minute:02}" if value.minute else f"{value.hour}{NBSP}h"


@register.filter
def minutes(value: int | None) -> str:
    """« 45 minutes », « 2 h 15 »."""
    if value is None:
        return ""
    hours, left = divmod(int(value), 60)
    if not hours:
        return ngettext("%(count)d minute", "%(count)d minutes", left) % {"count": left}
    return f"{hours}{NBSP}h{NBSP}{left:02}" if left else f"{hours}{NBSP}h"


@register.filter
def groupes(code: str) -> str:
    """A passport number in groups of four, as people read it aloud."""
    compact = "".join(str(code).split()).replace("-", "")
    return "-".join(compact[start : start + 4] for start in range(0, len(compact), 4))


@register.simple_tag
def error_title(form: Any) -> str:
    """What a page's title begins with when its form came back; nothing otherwise."""
    count = error_count(form)
    if not count:
        return ""
    return ngettext("Erreur : %(count)d point à corriger – ", "Erreur : %(count)d points à corriger – ", count) % {
        "count": count
    }


@register.filter
def error_count(form: Any) -> int:
    """How many things have to be corrected."""
    if not isinstance(form, BaseForm) or not form.is_bound:
        return 0
    return sum(len(errors) for errors in form.errors.values())


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The control of a field alone; never a placeholder, which is gone when it is needed."""
    field.field.widget.attrs.pop("placeholder", None)
    return field.as_widget()


@register.filter
def anchor(field: BoundField) -> str:
    """The control that a link of the error summary must reach: the first one of a group."""
    return f"{field.auto_id}_0" if field.use_fieldset and field.subwidgets else str(field.auto_id)


@register.filter
def is_check(field: BoundField) -> bool:
    """A box to tick, which has its words beside it."""
    return field.widget_type == "checkbox"


@register.simple_tag
def optional(field: BoundField) -> str:
    """« (facultatif) », for what may be left empty; a group of choices has one that says so."""
    return "" if field.field.required or field.use_fieldset else f"{NBSP}" + _("(facultatif)")
