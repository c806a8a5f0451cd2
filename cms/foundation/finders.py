"""Finds, below node_modules, the few files that our pages take from npm."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage, Storage


class NpmStorage(FileSystemStorage):
    """Reads `settings.NPM_STATIC_FILES`: each address below /static/ stands for one file of a package."""

    def __init__(self) -> None:
        super().__init__(location=settings.NODE_MODULES)

    def path(self, name: str) -> str:
        return super().path(settings.NPM_STATIC_FILES.get(name, name))


class NpmFinder(BaseFinder):
    """Offers the listed files to `collectstatic` and to the development server, and nothing else."""

    def __init__(self) -> None:
        self.storage = NpmStorage()

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        missing = [
            source for source in settings.NPM_STATIC_FILES.values() if not Path(settings.NODE_MODULES, source).is_file()
        ]
        if not missing:
            return []
        return [
            Error(
                f"Il manque {len(missing)} fichier(s) venant de npm, dont {missing[0]}.",
                hint="Lancez « make install ».",
                id="foundation.E001",
            )
        ]

    def find(self, path: str, find_all: bool = False) -> Any:
        if path not in settings.NPM_STATIC_FILES:
            return [] if find_all else None
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for name in settings.NPM_STATIC_FILES:
            yield name, self.storage
