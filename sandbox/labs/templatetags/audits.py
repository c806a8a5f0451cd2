"""An audit’s report in templates: kinds, shapes and limits in words."""

from collections.abc import Iterable

from django import template

from sandbox.labs import wording

register = template.Library()


@register.filter
def kind_words(kind: str) -> str:
    return str(wording.KIND_WORDS.get(kind, kind))


@register.filter
def shape_words(shapes: Iterable[str]) -> str:
    return wording.shape_words(shapes)


@register.filter
def cut_words(cut: str) -> str:
    return str(wording.CUT_WORDS.get(cut, ""))
