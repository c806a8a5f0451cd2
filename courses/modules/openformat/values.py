"""The kinds of value that a key of the format may hold: each knows how to read itself and how to write itself."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import yaml
from django.utils.translation import gettext as _

from courses.modules.openformat.faults import Reading
from courses.modules.openformat.markdown import read_markdown, write_markdown
from courses.modules.openformat.richtext import Listing
from courses.modules.openformat.yamltext import Literal, entries_of


class Value(Protocol):
    """`read` returns None after a refusal: the fault is already in the reading."""

    def read(self, node: yaml.Node, reading: Reading, first_line: int) -> Any: ...

    def write(self, value: Any) -> Any: ...


def scalar(node: yaml.Node, reading: Reading, first_line: int) -> str | None:
    """The text of a node exactly as it is written (`2026.1`, `oui`), whatever YAML would make of it."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    reading.refuse(first_line + node.start_mark.line, _("On attend ici un texte, ni une liste ni des clés."))
    return None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of plain text. `mention` says in which list of names it must exist."""

    max_length: int
    pattern: str = ""
    mention: str = ""

    def read(self, node: yaml.Node, reading: Reading, first_line: int) -> str | None:
        text = scalar(node, reading, first_line)
        if text is None:
            return None
        line = first_line + node.start_mark.line
        text = text.strip()
        if "\n" in text or not text:
            reading.refuse(line, _("On attend ici une ligne de texte, une seule."))
        elif len(text) > self.max_length:
            reason = _("{length} signes ; {maximum} au plus.").format(length=len(text), maximum=self.max_length)
            reading.refuse(line, reason)
        elif self.pattern and not re.fullmatch(self.pattern, text):
            reading.refuse(line, _("« {text} » n’a pas la forme attendue.").format(text=text))
        else:
            if self.mention:
                reading.mention(self.mention, text, line)
            return text
        return None

    def write(self, value: str) -> str:
        return unicodedata.normalize("NFC", value.strip())


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""

    minimum: int
    maximum: int

    def read(self, node: yaml.Node, reading: Reading, first_line: int) -> int | None:
        text = scalar(node, reading, first_line)
        if text is None:
            return None
        if re.fullmatch(r"[0-9]{1,6}", text) and self.minimum <= int(text) <= self.maximum:
            return int(text)
        reason = _("On attend un nombre entier entre {minimum} et {maximum}.")
        reading.refuse(first_line + node.start_mark.line, reason.format(minimum=self.minimum, maximum=self.maximum))
        return None

    def write(self, value: int) -> int:
        return value


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """« oui » or « non ». In an optional key, what is not written means no, and no is not written."""

    def read(self, node: yaml.Node, reading: Reading, first_line: int) -> bool | None:
        text = scalar(node, reading, first_line)
        if text is None:
            return None
        if text not in ("oui", "non"):
            reading.refuse(first_line + node.start_mark.line, _("On attend ici « oui » ou « non »."))
            return None
        return text == "oui"

    def write(self, value: bool) -> str:
        return "oui" if value else "non"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words, as the file writes it and as Wagtail keeps it."""

    words: Mapping[str, str]

    def read(self, node: yaml.Node, reading: Reading, first_line: int) -> str | None:
        text = scalar(node, reading, first_line)
        if text is None:
            return None
        if text not in self.words:
            reason = _("« {text} » n’est pas permis ici. Écrivez l’un de : {known}.")
            reading.refuse(first_line + node.start_mark.line, reason.format(text=text, known=", ".join(self.words)))
            return None
        return self.words[text]

    def write(self, value: str) -> str:
        return next(word for word, kept in self.words.items() if kept == value)


@dataclass(frozen=True, slots=True)
class Inline:
    """One paragraph of Markdown, without heading nor list."""

    def read(self, node: yaml.Node, reading: Reading, first_line: int) -> Any:
        text = Prose().read(node, reading, first_line)
        if text is not None and (len(text) != 1 or isinstance(text[0], Listing)):
            reading.refuse(first_line + node.start_mark.line, _("On attend ici un seul paragraphe."))
            return None
        return text

    def write(self, value: Any) -> str:
        return Prose().write(value)


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs and lists of Markdown; more than one line is written under a `|`."""

    def read(self, node: yaml.Node, reading: Reading, first_line: int) -> Any:
        text = scalar(node, reading, first_line)
        if text is None:
            return None
        line = first_line + node.start_mark.line
        is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
        before = len(reading.faults)
        value = read_markdown(text, reading, line + 1 if is_block else line)
        if not value:
            reading.refuse(line, _("Ce texte est vide."))
        return value if len(reading.faults) == before else None

    def write(self, value: Any) -> str:
        written = write_markdown(value)
        return Literal(written + "\n") if "\n" in written else written


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one kind."""

    item: Value
    maximum: int
    minimum: int = 1

    def read(self, node: yaml.Node, reading: Reading, first_line: int) -> list[Any] | None:
        line = first_line + node.start_mark.line
        if not isinstance(node, yaml.SequenceNode):
            reading.refuse(line, _("On attend ici une liste : une ligne « - … » par élément."))
            return None
        if not self.minimum <= len(node.value) <= self.maximum:
            reason = _("{count} éléments ; il en faut entre {minimum} et {maximum}.")
            reading.refuse(line, reason.format(count=len(node.value), minimum=self.minimum, maximum=self.maximum))
            return None
        items = [self.item.read(child, reading, first_line) for child in node.value]
        return None if any(item is None for item in items) else items

    def write(self, value: Sequence[Any]) -> list[Any]:
        return [self.item.write(item) for item in value]


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names in the file; kept on one line, with a space between them."""

    names: Many

    def read(self, node: yaml.Node, reading: Reading, first_line: int) -> str | None:
        items = self.names.read(node, reading, first_line)
        return None if items is None else " ".join(items)

    def write(self, value: str) -> list[Any]:
        return self.names.write(value.split())


@dataclass(frozen=True, slots=True)
class Key:
    """A key as the format names it, the field as Wagtail's block names it, and what it holds."""

    name: str
    field: str
    value: Value
    required: bool = True


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping whose keys are known, in their order."""

    keys: tuple[Key, ...]

    def read(self, node: yaml.Node, reading: Reading, first_line: int) -> dict[str, Any] | None:
        entries = entries_of(node, reading, first_line)
        if entries is None:
            return None
        return self.read_entries(entries, reading, first_line, first_line + node.start_mark.line)

    def read_entries(
        self, entries: dict[str, tuple[int, yaml.Node]], reading: Reading, first_line: int, line: int
    ) -> dict[str, Any] | None:
        before = len(reading.faults)
        known = {key.name: key for key in self.keys}
        for name, (where, _node) in entries.items():
            if name not in known:
                reason = _("Clé inconnue : « {name} ». Clés permises : {known}.")
                reading.refuse(where, reason.format(name=name, known=", ".join(known)))
        values: dict[str, Any] = {}
        for key in self.keys:
            if key.name in entries:
                values[key.field] = key.value.read(entries[key.name][1], reading, first_line)
            elif key.required:
                reading.refuse(line, _("Il manque la clé « {name} ».").format(name=key.name))
        return values if len(reading.faults) == before else None

    def write(self, value: dict[str, Any]) -> dict[str, Any]:
        return {
            key.name: key.value.write(value[key.field]) for key in self.keys if key.required or value.get(key.field)
        }
