"""Reads the texts of the course as a proofreader does: how hard they are, and how they are typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cms.foundation.formats import Fault
from cms.foundation.proofreading import flaws_of
from courses.modules.openformat.prose import BRIEF, LINE, passages_of
from courses.modules.rules.reading import FEWEST_WORDS, Ease, ease_of

SUFFIXES = (".md", ".yaml", ".json")


@dataclass(frozen=True, slots=True)
class Measured:
    """A paragraph of a file, and how easy it is."""

    file: str
    line: int
    ease: Ease
    is_brief: bool


@dataclass(frozen=True, slots=True)
class FileEase:
    """A file, as a whole and paragraph by paragraph."""

    file: str
    ease: Ease
    paragraphs: tuple[Measured, ...]


def measure_texts(folders: Iterable[Path]) -> Iterator[FileEase]:
    """How easy each text of these folders is; what has no paragraph is left out."""
    for name, path in texts_in(folders):
        passages = [passage for passage in passages_of(path) if passage.kind != LINE]
        if passages:
            paragraphs = tuple(
                Measured(name, passage.number, ease_of([passage.text]), passage.kind == BRIEF) for passage in passages
            )
            yield FileEase(name, ease_of(passage.text for passage in passages), paragraphs)


def hardest(files: Iterable[FileEase], count: int) -> list[Measured]:
    """The paragraphs to look at first, the hardest first."""
    measured = [one for file in files for one in file.paragraphs if one.ease.words >= FEWEST_WORDS]
    return sorted(measured, key=lambda one: one.ease.score)[:count]


def hard_briefs(files: Iterable[FileEase]) -> list[Measured]:
    """The summaries of thirty seconds that are not for everybody."""
    return [one for file in files for one in file.paragraphs if one.is_brief and not one.ease.is_easy]


def check_typography(folders: Iterable[Path]) -> list[Fault]:
    """Every flaw of typography in these folders, in reading order."""
    return [
        Fault(name, passage.number, flaw)
        for name, path in texts_in(folders)
        for passage in passages_of(path)
        for flaw in flaws_of(passage.text)
    ]


def texts_in(folders: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """The texts below each folder, by a name that tells where they are."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in SUFFIXES:
                yield path.relative_to(folder.parent).as_posix(), path
