"""The arrays of the whole town, kept on disk: computed once, checked at each reading, made anew when damaged."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from sandbox.town.rules.electricity import daily_energy
from sandbox.town.rules.place import DAYS, GENERATOR_VERSION, HOUSEHOLDS, SEED
from sandbox.town.rules.transport import VALIDATION, validations_of
from sandbox.town.rules.waste import daily_waste
from sandbox.town.rules.water import daily_water

_DIGEST = sha256().digest_size


@dataclass(frozen=True, slots=True)
class Kept:
    """One array of the town: how a household adds to it, and what its rows are."""

    name: str
    of_household: Callable[[int], NDArray[Any]]
    dtype: "np.dtype[Any]"
    is_table: bool  # one row of days per household, or as many records as there are

    def compute(self) -> NDArray[Any]:
        parts = [self.of_household(number) for number in range(HOUSEHOLDS)]
        return np.stack(parts) if self.is_table else np.concatenate(parts)

    def path(self, folder: Path) -> Path:
        return folder / f"{self.name}-{SEED}-{GENERATOR_VERSION}.npy"

    def accepts(self, array: NDArray[Any]) -> bool:
        shape_is_right = array.shape == (HOUSEHOLDS, DAYS) if self.is_table else array.ndim == 1
        return array.dtype == self.dtype and shape_is_right


ENERGY = Kept("energie", daily_energy, np.dtype(np.int32), is_table=True)
WATER = Kept("eau", daily_water, np.dtype(np.int32), is_table=True)
WASTE = Kept("dechets", daily_waste, np.dtype(np.int32), is_table=True)
VALIDATIONS = Kept("validations", validations_of, VALIDATION, is_table=False)
EVERYTHING = (ENERGY, WATER, WASTE, VALIDATIONS)


def fetch(kept: Kept) -> NDArray[Any]:
    """The array, read-only, from memory, from disk or computed."""
    return _fetch(kept, Path(settings.DATA_DIR) / "town")


def forget() -> None:
    """Drop what this process holds in memory; the files stay."""
    _fetch.cache_clear()


@lru_cache(maxsize=2 * len(EVERYTHING))
def _fetch(kept: Kept, folder: Path) -> NDArray[Any]:
    path = kept.path(folder)
    array = _read(kept, path)
    if array is None:
        array = kept.compute()
        _write(array, path)
    array.setflags(write=False)
    return array


def _read(kept: Kept, path: Path) -> NDArray[Any] | None:
    """What a file holds, or None when it is missing or not what we wrote."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    body, digest = content[:-_DIGEST], content[-_DIGEST:]
    if sha256(body).digest() != digest:
        return None
    array = np.load(BytesIO(body), allow_pickle=False)
    return array if kept.accepts(array) else None


def _write(array: NDArray[Any], path: Path) -> None:
    """The array and the digest of its bytes, put in place at once: two writers leave one whole file."""
    buffer = BytesIO()
    np.save(buffer, array, allow_pickle=False)
    body = buffer.getvalue()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body + sha256(body).digest())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
