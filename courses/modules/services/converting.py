"""Between the documents of the open format and what Wagtail stores: one table (the schema) rules both ways."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _

from courses.glossary.models import Term
from courses.modules.models import LessonPage, ModulePage
from courses.modules.openformat.documents import LessonDocument, ModuleDocument
from courses.modules.openformat.html import Unwritable, read_html, write_html
from courses.modules.openformat.richtext import RichText
from courses.modules.openformat.schema import BY_BLOCK, TEXT
from courses.modules.openformat.values import Inline, Keys, Line, Many, Prose, Value
from courses.modules.services.references import ImageNames, PageDirectory
from courses.questions.models import Question


class PageReader:
    """Pages as documents."""

    def __init__(self, pages: PageDirectory, images: ImageNames) -> None:
        self.pages = pages
        self.images = images

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
        front = {name: getattr(page, name) for name in ("code", "title", "minutes", "objective", "summary")}
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
        if name == "table":
            columns = [column["heading"] for column in value["table"].columns]
            rows = [list(row["values"]) for row in value["table"].row_data]
            return {"title": value["title"], "columns": columns, "rows": rows}
        if name == "image":
            image = value["image"]
            if image is None:
                raise Unwritable(_("une image effacée de la médiathèque"))
            return {**value, "image": self.images.name_of(image, value["file_name"])}
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

    def body(self, lesson: LessonDocument) -> list[dict[str, Any]]:
        """The raw value of a lesson's StreamField; a block keeps its identifier from one import to the next."""
        return [
            {
                "type": name,
                "value": self._block(name, value),
                "id": str(uuid5(NAMESPACE_URL, f"{lesson.code}/{position}/{name}")),
            }
            for position, (name, value) in enumerate(lesson.blocks)
        ]

    def _block(self, name: str, value: Any) -> Any:
        if name == TEXT:
            return self.html(value)
        if name == "table":
            columns = [{"type": "text", "heading": heading} for heading in value["columns"]]
            rows = [{"values": row} for row in value["rows"]]
            return {"title": value["title"], "table": {"columns": columns, "rows": rows, "caption": ""}}
        raw = self._value(BY_BLOCK[name].keys, value)
        if name == "image":
            raw["file_name"] = value["image"]
        return raw

    def _value(self, shape: Value, value: Any) -> Any:
        if isinstance(shape, Keys):
            return {key.field: self._value(key.value, value[key.field]) for key in shape.keys if key.field in value}
        if isinstance(shape, Many):
            return [self._value(shape.item, item) for item in value]
        if isinstance(shape, Inline | Prose):
            return self.html(value)
        return self.mentioned[shape.mention][value] if isinstance(shape, Line) and shape.mention else value
