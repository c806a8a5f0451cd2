"""Texts with HTML: the visual editor where it keeps all that the text holds, the HTML itself elsewhere."""

from typing import Any, Final

from bs4 import BeautifulSoup
from django.conf import settings
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText, expand_db_html

from courses.h5p.desk.semantics.controls import Control, WordsControl, Workshop, words_of
from courses.h5p.rules.semantics import MISSING, Field

# What semantics.json calls a tag, and Wagtail's editor a feature; the tags that it writes for it.
FEATURES: Final = {
    "strong": "bold", "b": "bold", "em": "italic", "i": "italic", "s": "strikethrough", "strike": "strikethrough",
    "del": "strikethrough", "sup": "superscript", "sub": "subscript", "code": "code", "blockquote": "blockquote",
    "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6", "ol": "ol", "ul": "ul", "hr": "hr", "a": "link",
}  # fmt: skip
# Written by the editor, whatever the features; a list brings its items.
ALWAYS: Final = {"p", "br", "div", "span", "li"}
# H5P allows `strong` where a type says `strong`: not `b`, which Wagtail writes.
PREFERRED: Final = {"b": "strong", "i": "em", "s": "del"}
LINK: Final = {"href", "target", "rel", "title"}


def control_for_html(field: Field, workshop: Workshop) -> Control:
    features = sorted({FEATURES[tag] for tag in field.tags or ("strong", "em") if tag in FEATURES})
    if all(is_kept_whole(value, features) for value in workshop.values(field)):
        return RichTextControl(field, workshop, features)
    return SourceControl(field, workshop)


class RichTextControl(Control):
    def __init__(self, field: Field, workshop: Workshop, features: list[str]) -> None:
        self.field, self.features = field, features
        default = field.default if isinstance(field.default, str) else ""
        words = words_of(field)
        self.block = blocks.RichTextBlock(
            features=features, required=workshop.is_required(field), default=RichText(default), **words
        )

    def show(self, value: Any) -> RichText:
        return self.block.get_default() if value is MISSING else RichText(value)

    def read(self, shown: Any, original: Any, is_new: bool) -> Any:
        html = shown.source if isinstance(shown, RichText) else str(shown or "")
        if not is_new and tidy(html) == tidy(rewritten(self.show(original).source, self.features)):
            return original
        text = self._finished(html)
        return MISSING if not text and self.field.is_optional else text

    def _finished(self, html: str) -> str:
        """As a content keeps it: whole addresses, and the tags that its type allows."""
        soup = BeautifulSoup(tidy(expand_db_html(html)), "html.parser")
        for tag in soup.find_all(True):
            if tag.name in PREFERRED and tag.name not in self.field.tags:
                tag.name = PREFERRED[tag.name]
            address = tag.get("href")
            if isinstance(address, str) and address.startswith("/"):
                tag["href"] = settings.SITE_URL.rstrip("/") + address
        return soup.decode(formatter="minimal")


class SourceControl(WordsControl):
    """The HTML itself, when the visual editor would lose some of it."""

    def __init__(self, field: Field, workshop: Workshop) -> None:
        words = words_of(field)
        advice = _("Ce texte a une mise en forme que l’éditeur visuel perdrait : voici son code HTML.")
        words["help_text"] = " ".join(filter(None, [words["help_text"], advice]))
        self.field = field
        default = field.default if isinstance(field.default, str) else ""
        self.block = blocks.TextBlock(
            rows=4, required=workshop.is_required(field), default=default, form_classname="h5p-json", **words
        )


def is_kept_whole(html: str, features: list[str]) -> bool:
    """Whether the visual editor gives back all the words and all the markup of a text."""
    soup = BeautifulSoup(html, "html.parser")
    known = ALWAYS | {tag for tag, feature in FEATURES.items() if feature in features}
    for tag in soup.find_all(True):
        if tag.name not in known or not set(tag.attrs) <= (LINK if tag.name == "a" else set()):
            return False
    return _words(html) == _words(rewritten(html, features))


def rewritten(html: str, features: list[str]) -> str:
    """A text after a turn in the visual editor without a change."""
    converter = ContentstateConverter(features)
    return str(converter.to_database_format(converter.from_database_format(html)))


def tidy(html: str) -> str:
    """Without the keys that the visual editor gives to paragraphs; nothing for an empty paragraph."""
    soup = BeautifulSoup(html, "html.parser")
    if not soup.get_text(strip=True) and not soup.find("hr"):
        return ""
    for tag in soup.find_all(True):
        tag.attrs.pop("data-block-key", None)
    return soup.decode(formatter="minimal").strip()


def _words(html: str) -> list[str]:
    return BeautifulSoup(html, "html.parser").get_text(" ").split()
