"""Where each word is used. Lessons decide it, and they stand above the glossary: they say it here at the start."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """A page that uses a word: its title, how it is called in a few signs, its address."""

    title: str
    label: str
    url: str


Source = Callable[[], Mapping[str, Sequence[Usage]]]

_sources: list[Source] = []


def register_usage_source(source: Source) -> None:
    """Add a function that gives, by identifier of a term, the pages that use it in reading order."""
    _sources.append(source)


def usages_by_term() -> dict[str, list[Usage]]:
    """The pages of every term that a source knows."""
    found: dict[str, list[Usage]] = {}
    for source in _sources:
        for slug, usages in source().items():
            found.setdefault(slug, []).extend(usages)
    return found
