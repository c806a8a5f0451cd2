"""How terms are sorted and grouped, and when a definition is easy to read. Accents and case do not count."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import Protocol, TypeVar

# Easy to read: a definition is read between two lines of a lesson, or aloud (syllabus, § 1 and § 4).
MOST_SENTENCES = 2
MOST_WORDS = 40
# A full stop ends a sentence when a capital, a guillemet or nothing follows: « art. 3 » and « 2.0 » do not.
END = re.compile(r"[.!?…]+(?=\s*[»”)]?\s+[«“\"(]?\s?[A-ZÀ-ÖØ-ÞŒ]|\s*[»”)]?\s*$)")
WORD = re.compile(r"[^\W_]+(?:[.,’'‑-][^\W_]+)*")


class Named(Protocol):
    name: str


T = TypeVar("T", bound=Named)


def sorting_key(name: str) -> str:
    """« Élu » sorts as « elu »."""
    decomposed = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def initial(name: str) -> str:
    """The letter under which a term stands; figures and signs stand together first."""
    first = sorting_key(name)[:1].upper()
    return first if "A" <= first <= "Z" else "0-9"


def by_letter(terms: Iterable[T]) -> list[tuple[str, list[T]]]:
    ordered = sorted(terms, key=lambda term: sorting_key(term.name))
    return [(letter, list(group)) for letter, group in groupby(ordered, key=lambda term: initial(term.name))]


def sentences(text: str) -> int:
    """How many sentences a text holds; one that lacks its full stop counts all the same."""
    text = text.strip()
    return len(END.findall(text)) + bool(text and not END.search(text[-3:]))


def words(text: str) -> int:
    """« l’API » and « rendez-vous » are one word each, as they are read."""
    return len(WORD.findall(text))


def is_easy(definition: str) -> bool:
    """Two sentences at most, forty words at most."""
    return sentences(definition) <= MOST_SENTENCES and words(definition) <= MOST_WORDS
