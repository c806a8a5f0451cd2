"""Lab 3: every way a canary may be written down, and a search of them all in one reading of the bytes."""

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sandbox.labs.rules.canaries import Canaries, is_distinctive

NEAR = 4096  # bytes: patterns of four bytes count only when three stand this near each other
_WHOLE = re.compile(rb"\d+")
_DOT = re.compile(rb"(\d+)\.(\d+)")
_COMMA = re.compile(rb"(\d+),(\d+)")
_THOUSANDS = re.compile(rb"(?<=\d)(?: |\xc2\xa0|\xe2\x80\xaf|\\u00a0|\\u202f)(?=\d{3}(?!\d))")
_SHORTEST = 6  # digits that a whole number must have to be told from a date, a counter or somebody's reading

Found = tuple[str, int]  # a shape and the canary it stands for


@dataclass(slots=True)
class Hits:
    """Distinct canaries of one store, and the shapes they had."""

    numbers: set[int] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    shapes: set[str] = field(default_factory=set)

    def add(self, found: Iterable[tuple[str, int | str]], path: tuple[str, ...]) -> None:
        for shape, canary in found:
            (self.texts if isinstance(canary, str) else self.numbers).add(canary)  # type: ignore[arg-type]
            self.shapes.add(" > ".join((*path, shape)))

    def merge(self, other: "Hits", path: tuple[str, ...]) -> None:
        self.numbers |= other.numbers
        self.texts |= other.texts
        self.shapes |= {" > ".join((*path, shape)) for shape in other.shapes}


class Patterns:
    """The canaries of one vault in every shape: text, whole thousandths, packed numbers, differences."""

    def __init__(self, canaries: Canaries) -> None:
        self.whole: dict[bytes, Found] = {}
        self.decimal: dict[bytes, Found] = {}
        self.four: dict[int, Found] = {}
        self.eight: dict[int, Found] = {}
        self.three: dict[bytes, int] = {}
        self.texts = {canaries.label.encode(): "libellé", canaries.delivery_point.encode(): "point de livraison"}
        point = int(canaries.delivery_point)
        self.packed_texts = [struct.pack("<q", point), struct.pack(">q", point)]
        for number in canaries.steps:
            self._learn(number, "écarts")
        for number in canaries.numbers:
            self._learn(number, "")
        self._four = np.array(sorted(self.four), dtype=np.uint32)
        self._eight = np.array(sorted(self.eight), dtype=np.uint64)

    def _learn(self, number: int, of: str) -> None:
        unit, rounded = number / 1000, round(number / 1000)
        for text, shape in ((f"{number}", "millièmes entiers"), (f"{number * 1000}", "millionièmes entiers")):
            if len(text) >= _SHORTEST:
                self.whole[text.encode()] = (of or shape, number)
        for places, shape in ((3, "texte"), (6, "texte en milliers")):
            head, tail = divmod(number, 10**places)
            self.decimal[_decimal(str(head).encode(), f"{tail:0{places}d}".encode())] = (of or shape, number)
        if is_distinctive(rounded) and rounded >= 100_000:
            self.whole[str(rounded).encode()] = (of or "texte arrondi", number)
            head, tail = divmod(rounded, 1000)
            self.decimal[_decimal(str(head).encode(), f"{tail:03d}".encode())] = (of or "texte arrondi", number)
            self._learn_packed(rounded, (), "entiers", of, number)
            if rounded < 1 << 23:
                self.three[rounded.to_bytes(3)] = number
        self._learn_packed(number, (unit, number / 1_000_000, unit / 1000), "entiers", of, number)

    def _learn_packed(self, whole: int, floats: tuple[float, ...], shape: str, of: str, number: int) -> None:
        for sign in (1, -1) if of else (1,):
            for order in "<>":
                if whole >= 1 << 16 and whole < 1 << 31:
                    self.four[_as_int(struct.pack(f"{order}i", sign * whole))] = (of or f"{shape} sur 4 octets", number)
                self.eight[_as_int(struct.pack(f"{order}q", sign * whole))] = (of or f"{shape} sur 8 octets", number)
                for value in floats:
                    short, long = struct.pack(f"{order}f", sign * value), struct.pack(f"{order}d", sign * value)
                    self.four[_as_int(short)] = (of or "flottants sur 4 octets", number)
                    self.eight[_as_int(long)] = (of or "flottants sur 8 octets", number)

    def search(self, data: bytes, *, rows: bool = False) -> Iterator[tuple[str, int | str]]:
        """Each canary found with its shape; `rows` adds the three-byte integers of a database's raw pages."""
        yield from self._search_texts(data)
        yield from self._search_digits(data)
        spaced = _THOUSANDS.sub(b"", data)
        if len(spaced) != len(data):
            yield from self._search_digits(spaced)
        yield from self._search_packed(data)
        if rows:
            places = [(match, number) for short, number in self.three.items() for match in _places(data, short)]
            yield from (("pages de la base", number) for number in _clustered(places))

    def _search_texts(self, data: bytes) -> Iterator[tuple[str, str]]:
        for text, name in self.texts.items():
            if text in data:
                yield name, name
        if any(packed in data for packed in self.packed_texts):
            yield "point de livraison sur 8 octets", "point de livraison"

    def _search_digits(self, data: bytes) -> Iterator[Found]:
        words = set(_WHOLE.findall(data))
        yield from (self.whole[word] for word in words & self.whole.keys())
        for pattern in (_DOT, _COMMA):
            pairs = {_decimal(head, tail) for head, tail in set(pattern.findall(data))}
            yield from (self.decimal[pair] for pair in pairs & self.decimal.keys())

    def _search_packed(self, data: bytes) -> Iterator[Found]:
        places: list[tuple[int, Found]] = []
        for known, table, kind in ((self._eight, self.eight, "<u8"), (self._four, self.four, "<u4")):
            width = known.dtype.itemsize
            for shift in range(width):
                size = (len(data) - shift) // width
                if size <= 0:
                    continue
                words = np.frombuffer(data, dtype=kind, count=size, offset=shift)
                for index in _members(words, known):
                    found = table[int(words[index])]
                    if width == 8:
                        yield found
                    else:
                        places.append((shift + int(index) * width, found))
        near = _clustered([(place, found[1]) for place, found in places])
        yield from {found for _place, found in places if found[1] in near}


def _decimal(head: bytes, tail: bytes) -> bytes:
    """A canonical writing: no zero in front or at the end, six decimals at most (a float's noise is dropped)."""
    if len(tail) > 6:
        whole = round(int(tail[:8].ljust(8, b"0")) / 100) if len(head) < 16 else 0
        if whole >= 10**6:
            head, whole = str(int(head) + 1).encode(), 0
        tail = b"%06d" % whole
    return (head.lstrip(b"0") or b"0") + b"." + tail.rstrip(b"0")


def _as_int(packed: bytes) -> int:
    return int.from_bytes(packed, "little")


def _members(words: NDArray[np.unsignedinteger], known: NDArray[np.unsignedinteger]) -> NDArray[np.intp]:
    """The places of the words that are known (`known` is sorted)."""
    if not len(known):
        return np.array([], dtype=np.intp)
    spots = np.searchsorted(known, words)
    spots[spots == len(known)] = 0
    return np.flatnonzero(known[spots] == words)


def _places(data: bytes, short: bytes) -> Iterator[int]:
    place = data.find(short)
    while place >= 0:
        yield place
        place = data.find(short, place + 1)


def _clustered(places: list[tuple[int, int]]) -> set[int]:
    """The canaries of which three different ones stand within `NEAR` bytes: alone, four bytes may be chance."""
    ordered = sorted(places)
    kept: set[int] = set()
    start = 0
    for end, (place, _number) in enumerate(ordered):
        while place - ordered[start][0] > NEAR:
            start += 1
        group = {number for _place, number in ordered[start : end + 1]}
        if len(group) >= 3:
            kept |= group
    return kept
