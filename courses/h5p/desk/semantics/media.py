"""Images, sounds, videos and files: those that the content has already, or one that is added to it."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from mimetypes import guess_type
from pathlib import PurePosixPath
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from courses.h5p.desk.semantics.controls import Control, Workshop, words_of
from courses.h5p.rules.semantics import MISSING, Field

EXTENSIONS: Final = {
    "image": ("png", "jpg", "jpeg", "gif", "webp"),
    "audio": ("mp3", "m4a", "ogg", "wav"),
    "video": ("mp4", "webm", "ogg"),
    "file": (
        "csv", "gif", "jpeg", "jpg", "json", "m4a", "mp3", "mp4", "ogg", "pdf", "png", "txt", "vtt", "wav", "webm",
        "webp",
    ),
}  # fmt: skip
# H5P specification: the folder of content/ where editors put each.
FOLDERS: Final = {"image": "images", "audio": "audios", "video": "videos", "file": "files"}


class UploadBlock(blocks.FieldBlock):
    """A file sent with the form. Browsers do not send it again after an error: the field then asks for it."""

    def __init__(self, extensions: tuple[str, ...], **options: Any) -> None:
        message = _("Choisissez un fichier d’une de ces sortes : %(list)s.") % {"list": ", ".join(extensions)}
        accepted = ",".join(f".{extension}" for extension in extensions)
        self.field = forms.FileField(
            required=False,
            validators=[FileExtensionValidator(extensions, message)],
            widget=forms.FileInput(attrs={"accept": accepted}),
        )
        super().__init__(**options)


class FileStruct(blocks.StructBlock):
    """The file that is kept, or another one. When both are there, the new one replaces the old one."""

    def __init__(self, children: Any, *, is_needed: bool, added: str, **options: Any) -> None:
        self.is_needed, self.added = is_needed, added
        super().__init__(children, **options)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_needed and not cleaned.get("kept") and not cleaned[self.added]:
            raise StructBlockValidationError({self.added: ValidationError(_("Choisissez un fichier."))})
        chosen = cleaned[self.added]
        if self.added == "chosen" and chosen and extension_of(chosen.file.name) not in EXTENSIONS["image"]:
            message = _("Choisissez une image d’une de ces sortes : %(list)s.")
            error = ValidationError(message % {"list": ", ".join(EXTENSIONS["image"])})
            raise StructBlockValidationError({self.added: error})
        return cleaned


class FileControl(Control):
    """One file: `{path, mime, …}`; whatever else a content says of it (its copyright, its size) stays with it."""

    def __init__(self, field: Field, workshop: Workshop, kind: str, values: Sequence[dict[str, Any]]) -> None:
        self.field, self.workshop, self.kind = field, workshop, kind
        own = {value["path"] for value in values}
        files = workshop.kept_files.items()
        kept = {path: path for path, value in files if path in own or is_of_kind(kind, path, value)}
        children: list[tuple[str, blocks.Block]] = []
        if kept:
            label = _("Fichier de l’activité")
            children.append(("kept", blocks.ChoiceBlock(choices=list(kept.items()), required=False, label=label)))
        if kind == "image":
            self.added = "chosen"
            label = _("Autre image, de la médiathèque") if kept else _("Image de la médiathèque")
            children.append((self.added, ImageChooserBlock(required=False, label=label)))
        else:
            self.added = "sent"
            label = _("Autre fichier, de votre appareil") if kept else _("Fichier de votre appareil")
            children.append((self.added, UploadBlock(EXTENSIONS[kind], label=label)))
        is_needed = workshop.is_required(field)
        self.block = FileStruct(children, is_needed=is_needed, added=self.added, **words_of(field))

    def show(self, value: Any) -> Any:
        shown = {"kept": "" if value is MISSING else value["path"], self.added: None}
        return self.block.normalize({name: each for name, each in shown.items() if name in self.block.child_blocks})

    def read(self, shown: Any, original: Any, is_new: bool) -> Any:
        if shown[self.added]:
            return self._image(shown["chosen"]) if self.kind == "image" else self._file(shown["sent"])
        path = shown.get("kept") or ""
        if path and original is not MISSING and path == original["path"]:
            return original
        return dict(self.workshop.kept_files[path]) if path else MISSING

    def _image(self, image: Any) -> dict[str, Any]:
        with image.file.open("rb") as file:
            data = BytesIO(file.read())
        return {**self._added(image.file.name, data), "width": image.width, "height": image.height}

    def _file(self, file: Any) -> dict[str, Any]:
        return self._added(file.name, file)

    def _added(self, name: str, data: Any) -> dict[str, Any]:
        extension = extension_of(name)
        stem = slugify(PurePosixPath(name).stem)[:40] or self.kind
        path = f"{FOLDERS[self.kind]}/{uuid4().hex[:8]}-{stem}.{extension}"
        self.workshop.new_files[path] = data
        mime = guess_type(path)[0] or "application/octet-stream"
        return {"path": path, "mime": mime, "copyright": {"license": "U"}}


def extension_of(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def is_of_kind(kind: str, path: str, value: dict[str, Any]) -> bool:
    if kind == "file":
        return True
    return str(value.get("mime", "")).startswith(f"{kind}/") or extension_of(path) in EXTENSIONS[kind]


def files_in(content: Any) -> dict[str, dict[str, Any]]:
    """Every file that a content names, by its path."""
    return {value["path"]: value for value in _walk(content)}


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("path"), str) and value["path"]:
            yield value
        for inner in value.values():
            yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)
