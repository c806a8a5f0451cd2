"""Between the documents of the open format and what Wagtail stores: one table (the schema) rules both ways."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _

from courses.glossary.models import Term
from courses.modules.blocks.drawing import figures_of
from courses.modules.models import LessonPage, ModulePage
from courses.modules.openformat.documents import LessonDocument, ModuleDocument
from courses.modules.openformat.html import Unwritable, read_html, write_html
from courses.modules.openformat.richtext import RichText
from courses.modules.openformat.schema import BY_BLOCK, LESSON, TEXT
from courses.modules.openformat.values import Inline, Keys, Line, Many, Prose, Value
from courses.modules.services.references import ImageNames, PackageNames, PageDirectory
from courses.questions.models import Question

LESSON_FIELDS = tuple(key.field for key in LESSON.keys)
TABLES = ("table", "chart")


class PageReader:
    """Pages as documents."""

    def __init__(self, pages: PageDirectory) -> None:
        self.pages = pages
        self.images = ImageNames()
        self.packages = PackageNames()

    def module(self, page: ModulePage) -> ModuleDocument:
        front = {
            "code": page.code,
            "number": page.number,
            "title": page.title,
            "summary": page.summary,
            "version": page.version,
            "objectives": page.objective_list,
        }
        return ModuleDocument(page.slug, front, read_html(page.introduction, self.pages))

    def lesson(self, page: LessonPage, number: int) -> LessonDocument:
        front = {name: getattr(page, name) for name in LESSON_FIELDS}
        blocks: list[tuple[str, Any]] = []
        for block in page.body:
            value = self._block(block.block_type, block.value)
            if block.block_type == TEXT and blocks and blocks[-1][0] == TEXT:
                # Two texts in a row are one in the file.
                blocks[-1] = (TEXT, blocks[-1][1] + value)
            elif value:
                blocks.append((block.block_type, value))
        return LessonDocument(number, page.slug, front, blocks)

    def _block(self, name: str, value: Any) -> Any:
        if name == TEXT:
            return self._rich(value)
        if name in TABLES:
            columns, rows = figures_of(value["table"])
            return {**value, "columns": columns, "rows": rows}
        if name == "image":
            image = value["image"]
            if image is None:
                raise Unwritable(_("une image effacée de la médiathèque"))
            return {**value, "image": self.images.name_of(image, value["file_name"])}
        if name == "h5p":
            activity = value["activity"]
            if activity is None:
                raise Unwritable(_("une activité H5P supprimée"))
            return {**value, "activity": self.packages.name_of(activity, value["file_name"])}
        return self._value(BY_BLOCK[name].keys, value)

    def _value(self, shape: Value, value: Any) -> Any:
        if isinstance(shape, Keys):
            return {key.field: self._value(key.value, value[key.field]) for key in shape.keys}
        if isinstance(shape, Many):
            # What was deleted from the bank or the glossary is no longer on the page either.
            return [self._value(shape.item, item) for item in value if item is not None]
        if isinstance(shape, Inline | Prose):
            return self._rich(value)
        if isinstance(value, Term):
            return value.slug
        return value.code if isinstance(value, Question) else value

    def _rich(self, value: Any) -> RichText:
        return read_html(value.source, self.pages)


class PageWriter:
    """Documents as what Wagtail stores. The names that blocks mention must have been imported before."""

    def __init__(self, pages: PageDirectory, mentioned: Mapping[str, Mapping[str, int]]) -> None:
        self.pages = pages
        self.mentioned = mentioned

    def html(self, text: RichText) -> str:
        return write_html(text, self.pages)

    def body(self, lesson: LessonDocument, before: Iterable[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
        """The raw value of a lesson's StreamField; a block keeps its identifier from one import to the next.

        `before` is the raw value that it replaces: learners' attempts hang on the blocks of activities.
        """
        names = PlaceNames(lesson.code, before)
        body = []
        for position, (name, value) in enumerate(lesson.blocks):
            raw = self._block(name, value)
            own_id = str(uuid5(NAMESPACE_URL, f"{lesson.code}/{position}/{name}"))
            body.append({"type": name, "value": raw, "id": names.take(raw) if name == "h5p" else own_id})
        return body

    def _block(self, name: str, value: Any) -> Any:
        if name == TEXT:
            return self.html(value)
        if name in TABLES:
            columns = [{"type": "text", "heading": heading} for heading in value["columns"]]
            rows = [{"values": row} for row in value["rows"]]
            kept = {field: text for field, text in value.items() if field not in ("columns", "rows")}
            return {**kept, "table": {"columns": columns, "rows": rows, "caption": ""}}
        raw = self._value(BY_BLOCK[name].keys, value)
        if name in ("image", "h5p"):
            raw["file_name"] = value["image" if name == "image" else "activity"]
        return raw

    def _value(self, shape: Value, value: Any) -> Any:
        if isinstance(shape, Keys):
            # A line that was not written is empty: Wagtail would index the word « None ».
            empty = {key.field: "" for key in shape.keys if isinstance(key.value, Line)}
            return empty | {
                key.field: self._value(key.value, value[key.field]) for key in shape.keys if key.field in value
            }
        if isinstance(shape, Many):
            return [self._value(shape.item, item) for item in value]
        if isinstance(shape, Inline | Prose):
            return self.html(value)
        return self.mentioned[shape.mention][value] if isinstance(shape, Line) and shape.mention else value


class PlaceNames:
    """Identifiers for the blocks of H5P activities: they follow the activity, not its position in the lesson."""

    def __init__(self, code: str, before: Iterable[Mapping[str, Any]]) -> None:
        self.code = code
        self.known: defaultdict[int, list[str]] = defaultdict(list)
        for block in before:
            if block["type"] == "h5p":
                self.known[block["value"]["activity"]].append(block["id"])
        self.taken = {name for names in self.known.values() for name in names}

    def take(self, raw: Mapping[str, Any]) -> str:
        """The one that this activity had in this lesson, in turn; else one from its file's name."""
        if self.known[raw["activity"]]:
            return self.known[raw["activity"]].pop(0)
        names = (uuid5(NAMESPACE_URL, f"{self.code}/h5p/{raw['file_name']}/{turn}") for turn in count(1))
        name = next(str(name) for name in names if str(name) not in self.taken)
        self.taken.add(name)
        return name
