"""How the content of a chunk is written before it is sealed. Each schema has a number, and numbers are never reused."""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.vault.rules.series import Number, Record

# Whole numbers on 16 bits, on 32 bits, thousandths on 64 bits; records as JSON.
SMALL, LARGE, THOUSANDTHS, RECORDS = 1, 2, 3, 4
_FORMATS = {SMALL: ("H", 0xFFFF), LARGE: ("i", -(2**31)), THOUSANDTHS: ("q", -(2**63))}


class UnknownSchema(ValueError):
    """Sealed by a later version of the platform."""


@dataclass(frozen=True, slots=True)
class Column:
    """The values of a chunk in their order; a gap is None. `brought` tells which ones the holder brought."""

    values: tuple[Number | None, ...]
    brought: tuple[bool, ...]

    def __repr__(self) -> str:
        return f"Column({len(self.values)})"


def column(values: Sequence[Number | None], *, brought: bool = False) -> Column:
    return Column(tuple(values), (brought,) * len(values))


def pack(content: Column) -> tuple[int, bytes]:
    """The schema that suits these values, and their bytes: how many, the values, one byte of origin for each."""
    schema = _schema_for(content.values)
    code, gap = _FORMATS[schema]
    scale = 1000 if schema == THOUSANDTHS else 1
    numbers = [gap if value is None else round(value * scale) for value in content.values]
    size = len(numbers)
    return schema, struct.pack(f"<H{size}{code}{size}B", size, *numbers, *content.brought)


def unpack(schema: int, packed: bytes) -> Column:
    """Raises UnknownSchema when no rule here wrote these bytes."""
    if schema not in _FORMATS:
        raise UnknownSchema(schema)
    code, gap = _FORMATS[schema]
    (size,) = struct.unpack_from("<H", packed)
    fields = struct.unpack_from(f"<{size}{code}{size}B", packed, 2)
    values = fields[:size]
    if schema == THOUSANDTHS:
        values = tuple(None if number == gap else _from_thousandths(number) for number in values)
    elif gap in values:
        values = tuple(None if number == gap else number for number in values)
    return Column(values, tuple(map(bool, fields[size:])))


def pack_records(records: Sequence[Record]) -> tuple[int, bytes]:
    return RECORDS, json.dumps(list(records), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def unpack_records(schema: int, packed: bytes) -> list[Record]:
    if schema != RECORDS:
        raise UnknownSchema(schema)
    records: list[Record] = json.loads(packed)
    return records


def _schema_for(values: Sequence[Number | None]) -> int:
    known = [value for value in values if value is not None]
    if any(value != int(value) for value in known):
        return THOUSANDTHS
    if all(0 <= value < 0xFFFF for value in known):
        return SMALL
    return LARGE if all(abs(value) < 2**31 for value in known) else THOUSANDTHS


def _from_thousandths(number: int) -> Number:
    return number // 1000 if number % 1000 == 0 else number / 1000
