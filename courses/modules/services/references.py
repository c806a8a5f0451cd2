"""The stable references by which the format names pages, and the names it gives to files."""

import re
from typing import Any, Generic, TypeVar

from django.db import models
from django.utils.text import slugify
from wagtail.images.models import AbstractImage
from wagtail.models import Page, Site

from courses.h5p.models import Activity
from courses.modules.limits import FILE_NAME
from courses.modules.models import LessonPage, ModulePage

Item = TypeVar("Item", bound=models.Model)

EXTENSIONS = {"jpeg": "jpg"}


class PageDirectory:
    """Pages by reference: the code of a module or lesson (`SEC-2`), else the address on the site (`/aide/`)."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        for model in (ModulePage, LessonPage):
            self._ids.update(model.objects.values_list("code", "pk"))
        self._codes = {pk: code for code, pk in self._ids.items()}
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        self._root = site.root_page.url_path if site else "/"

    def add(self, code: str, page_id: int) -> None:
        """Know a page that has just been created."""
        self._ids[code] = page_id
        self._codes[page_id] = code

    def reference(self, page_id: int) -> str | None:
        if page_id in self._codes:
            return self._codes[page_id]
        path = Page.objects.live().filter(pk=page_id).values_list("url_path", flat=True).first()
        return f"/{path.removeprefix(self._root)}" if path and path.startswith(self._root) else None

    def page_id(self, reference: str) -> int | None:
        if not reference.startswith("/"):
            return self._ids.get(reference)
        found = Page.objects.live().filter(url_path=f"{self._root}{reference[1:]}")
        return found.values_list("pk", flat=True).first()


class FileNames(Generic[Item]):
    """The file name of each item of a module: the one it came with, else its title; never the same twice."""

    def __init__(self) -> None:
        self._by_item: dict[Any, str] = {}
        self.items: dict[str, Item] = {}

    def name_of(self, item: Item, wanted: str) -> str:
        known = self._by_item.get(item.pk)
        if known is None:
            name = wanted or self.from_title(item)
            known = name if name not in self.items else f"{item.pk}-{name}"
            self._by_item[item.pk] = known
            self.items[known] = item
        return known

    def from_title(self, item: Item) -> str:
        raise NotImplementedError


class ImageNames(FileNames[AbstractImage]):
    def from_title(self, item: Any) -> str:
        suffix = item.file.name.rpartition(".")[2].lower()
        stem = slugify(item.title.rpartition(".")[0] or item.title) or "image"
        return f"{stem[: FILE_NAME - 20]}.{EXTENSIONS.get(suffix, suffix)}"


class PackageNames(FileNames[Activity]):
    def from_title(self, item: Activity) -> str:
        stem = re.sub("[-_]+", "-", slugify(item.title))[: FILE_NAME - 20].strip("-") or "activite"
        return f"{stem}.h5p"
