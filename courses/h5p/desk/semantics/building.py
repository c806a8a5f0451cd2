"""From the fields of a type to the controls of a screen."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from django.utils.translation import gettext as _
from wagtail import blocks

from courses.h5p.desk.semantics.controls import Control, Workshop
from courses.h5p.desk.semantics.html import control_for_html
from courses.h5p.desk.semantics.libraries import TITLE, LibraryControl, LibraryListControl, is_listed
from courses.h5p.desk.semantics.media import FileControl, files_in
from courses.h5p.desk.semantics.scalars import BooleanControl, JsonControl, NumberControl, SelectControl, TextControl
from courses.h5p.desk.semantics.store import Store
from courses.h5p.desk.semantics.structures import FlatControl, GroupControl, ListControl
from courses.h5p.rules.semantics import MISSING, Field, fits, part, values_seen

# Activities inside activities that have their own fields; deeper ones are edited as JSON.
NESTING: Final = 3


class Builder:
    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.group_of = cache(self._group_of)

    def root(self, fields: Sequence[Field]) -> GroupControl:
        return GroupControl(fields, self.workshop, lambda field: self.control(field, 0), label=_("Contenu"))

    def control(self, field: Field, depth: int) -> Control:
        if not field.is_understood or not all(fits(field, value) for value in self.workshop.values(field)):
            return JsonControl(field, self.workshop)
        match field.type:
            case "text" if field.widget == "html":
                return control_for_html(field, self.workshop)
            case "group":
                return self._group(field, depth)
            case "list":
                return self._list(field, depth)
            case "library":
                return self._library(field, depth)
            case "image" | "file":
                return FileControl(field, self.workshop, field.type, self.workshop.values(field))
            case "audio" | "video":
                return self._sources(field)
            case _:
                return SCALARS[field.type](field, self.workshop)

    def _group(self, field: Field, depth: int) -> Control:
        if not field.is_flat:
            return GroupControl(field.fields, self.workshop, lambda inner: self.control(inner, depth), field)
        if field.fields[0].is_hidden:
            return JsonControl(field, self.workshop)
        return FlatControl(field, self.control(field.fields[0], depth))

    def _list(self, field: Field, depth: int) -> Control:
        item = field.item
        if item is None or item.is_hidden:
            return JsonControl(field, self.workshop)
        if item.type == "library" and item.is_understood:
            if is_listed(self.workshop.values(field)) and self._has_choice(item, depth):
                return LibraryListControl(field, self.workshop, lambda name: self.group_of(name, depth + 1))
            return JsonControl(field, self.workshop)
        control = self.control(item, depth)
        if field.entity:
            control.block.label = field.entity[:1].upper() + field.entity[1:]
        return ListControl(field, control, self.workshop)

    def _library(self, field: Field, depth: int) -> Control:
        if not self._has_choice(field, depth):
            return JsonControl(field, self.workshop, _("Aucun des types permis ici n’a d’écran : voici le JSON."))
        return LibraryControl(field, self.workshop, lambda name: self.group_of(name, depth + 1))

    def _has_choice(self, field: Field, depth: int) -> bool:
        names = [str(option.value) for option in field.options]
        names += [name for value in self.workshop.values(field) if isinstance(name := part(value, "library"), str)]
        return depth < NESTING and any(self.workshop.store.fields_of(name) is not None for name in names)

    def _sources(self, field: Field) -> Control:
        """Sounds and videos come in several formats: a list of files."""
        source = replace(field, type="file", label=_("Fichier"), description="", is_optional=True, condition=None)
        files = [file for files in self.workshop.values(field) for file in files]
        return ListControl(field, FileControl(source, self.workshop, field.type, files), self.workshop)

    def _group_of(self, library: str, depth: int) -> GroupControl | None:
        fields = self.workshop.store.fields_of(library)
        if fields is None:
            return None
        title = blocks.CharBlock(required=False, max_length=255, label=_("Titre de cette partie"))
        label = self.workshop.store.title_of(library)
        group = GroupControl(
            fields, self.workshop, lambda field: self.control(field, depth), lead=[(TITLE, title)], label=label
        )
        group.block.library = library
        return group


SCALARS: Final[dict[str, Any]] = {
    "text": TextControl,
    "number": NumberControl,
    "boolean": BooleanControl,
    "select": SelectControl,
}


def editor_for(fields: Sequence[Field], store: Store, content: Any = MISSING) -> tuple[GroupControl, Workshop]:
    """The screen of a content, or of a new one: its root control, and the files that reading it will have added."""
    seen = {} if content is MISSING else values_seen(fields, content, store.fields_of)
    workshop = Workshop(store, seen, {} if content is MISSING else files_in(content))
    return Builder(workshop).root(fields), workshop
