"""The words around a content, in its language, as a type's semantics and language file give them."""

from collections.abc import Mapping, Sequence
from typing import Any


def with_words(
    content: Mapping[str, Any], semantics: Sequence[Mapping[str, Any]], language: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The content with each missing word of its `common` groups; the language file mirrors the semantics by position.

    A type that plays a content without its words takes those of the document's language; a host that edits it keeps
    what it finds. So the words are written with the content.
    """
    completed = dict(content)
    for field, translation in zip(semantics, language, strict=True):
        if field["type"] == "group" and field.get("common"):
            words = {
                one["name"]: other.get("default", one.get("default", ""))
                for one, other in zip(field["fields"], translation["fields"], strict=True)
            }
            completed[field["name"]] = words | dict(content.get(field["name"], {}))
    return completed
