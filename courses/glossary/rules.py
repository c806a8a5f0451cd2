"""How terms are sorted and grouped: accents and case do not count."""

import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import Protocol, TypeVar


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
