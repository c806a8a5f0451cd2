"""Looks up every word that people read: in the course, the French pages of the documentation, the code."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings

from courses.modules.openformat.prose import Passage, passages_of
from tests.spelling.dictionary import french_dictionary
from tests.spelling.sentences import in_python, in_template
from tests.spelling.words import Words, read_words

ROOT = Path(settings.BASE_DIR)
WORDS = Path(__file__).parent / "words.txt"
PACKAGES = ("cms", "courses", "passport", "sandbox")
ENGLISH_PAGES = frozenset({"architecture.md", "glossary.md"})
SENTENCES: dict[str, Callable[[str], Iterator[Passage]]] = {".py": in_python, ".html": in_template}


def main() -> int:
    words = Words(french_dictionary().spell, read_words(WORDS))
    faults = [
        f"{path.relative_to(ROOT)}, ligne {passage.number} : « {word} » n’est ni au dictionnaire, ni dans {WORDS.name}."
        for path, passages in everything_read()
        for passage in passages
        for word in words.unknown(passage.text)
    ]
    faults += [f"{WORDS.name} : retirez « {word} », que rien n’emploie." for word in words.unused()]
    for fault in faults:
        print(fault)
    print(f"Orthographe : {words.looked_up} mots lus, {len(faults)} à revoir.")
    return 1 if faults else 0


def everything_read() -> Iterator[tuple[Path, Iterator[Passage]]]:
    for path in [*course_files(), *french_pages()]:
        yield path, passages_of(path)
    for suffix, read in SENTENCES.items():
        for path in code_files(suffix):
            yield path, read(path.read_text(encoding="utf-8"))


def course_files() -> list[Path]:
    """The course, and what our own types of activity say in French."""
    content, types = ROOT / "courses" / "content", ROOT / "courses" / "h5p" / "types"
    written = (path for path in content.rglob("*") if path.suffix in (".md", ".yaml", ".json"))
    return sorted([*written, *types.glob("*/language/fr.json"), *types.glob("exemples/*.json")])


def french_pages() -> list[Path]:
    pages = sorted(path for path in (ROOT / "docs").glob("*.md") if path.name not in ENGLISH_PAGES)
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *pages]


def code_files(suffix: str) -> list[Path]:
    found = (path for package in PACKAGES for path in (ROOT / package).rglob(f"*{suffix}"))
    return sorted(path for path in found if not {"migrations", "content"} & set(path.parts))
