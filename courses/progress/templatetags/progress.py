"""What a learner did, shown on pages that know only their content."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

EMPTY = mark_safe("")


@register.simple_tag
def lesson_progress(page) -> SafeString:
    return EMPTY


@register.simple_tag
def lesson_footer(page) -> SafeString:
    return EMPTY


@register.simple_tag
def module_route(page) -> SafeString:
    return EMPTY


@register.simple_tag
def module_quiz(page) -> SafeString:
    return EMPTY


@register.simple_tag
def catalogue_states(pages) -> SafeString:
    return EMPTY
