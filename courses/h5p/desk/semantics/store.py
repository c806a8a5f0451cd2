"""The types that an editor may offer: what is installed, and what the edited content already plays with."""

from functools import cache
from typing import Any, Final

from courses.h5p import files
from courses.h5p.models import Library, Revision
from courses.h5p.rules import strict_json
from courses.h5p.rules.semantics import Field, read_semantics

# The language of the desk.
DESK_LANGUAGE: Final = "fr"
SEMANTICS: Final = "semantics.json"


def can_be_written(library: Library) -> bool:
    return library.is_runnable and SEMANTICS in library.files


def languages_of(library: Library) -> list[str]:
    """What its own texts are available in; English is inside semantics.json."""
    names = [name.removeprefix("language/").removesuffix(".json") for name in library.files if _is_language(name)]
    return sorted({"en", *names}, key=lambda code: (code != DESK_LANGUAGE, code != "en", code))


class Store:
    """Installed libraries by the name that contents give them, and their fields, for one editing."""

    def __init__(self, revision: Revision | None = None, *, language: str = DESK_LANGUAGE) -> None:
        newest = Library.objects.in_store().newest_first()
        self.libraries: dict[str, Library] = {}
        for library in [*(revision.libraries.all() if revision else ()), *newest]:
            self.libraries.setdefault(library.name, library)
        self.language = language
        self.fields_of = cache(self._fields_of)

    def title_of(self, name: str) -> str:
        return self.libraries[name].title if name in self.libraries else name

    def _fields_of(self, name: str) -> tuple[Field, ...] | None:
        """None when the library is not there, or says nothing of its content."""
        library = self.libraries.get(name)
        return fields_of_library(library, self.language) if library and SEMANTICS in library.files else None


def fields_of_library(library: Library, language: str) -> tuple[Field, ...]:
    return read_semantics(
        _json(library, SEMANTICS),
        labels=_json(library, f"language/{DESK_LANGUAGE}.json"),
        texts=_json(library, f"language/{language}.json"),
    )


def _json(library: Library, name: str) -> Any:
    if name not in library.files:
        return None
    try:
        data = (files.library_folder(library.digest) / name).read_bytes()
        return strict_json.parsed(strict_json.decoded(data))
    except (OSError, strict_json.NotStrict):
        return None


def _is_language(name: str) -> bool:
    return name.startswith("language/") and name.endswith(".json") and name.count("/") == 1
