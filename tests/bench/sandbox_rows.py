"""Lines of the sandbox's table: what was measured, how long it took, what was promised."""

import statistics
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

WARM_UP, VIEWS = 3, 40


class Row(NamedTuple):
    """A line of the table; `most` is the promise, in seconds, about the number that `shown` begins with."""

    name: str
    seconds: float
    shown: str
    most: float | None = None

    @property
    def promise(self) -> str:
        if self.most is None:
            return "—"
        words = f"< {self.most:g} s" if self.most >= 1 else f"< {self.most * 1000:.0f} ms"
        return words if self.seconds < self.most else f"{words} **dépassé**"


def row(name: str, times: Iterable[float], most: float | None = None, *, by: str = "p95") -> Row:
    """The figure that is promised first, the other one after it."""
    times = list(times)
    figures = {"p95": statistics.quantiles(times, n=20, method="inclusive")[18], "médiane": statistics.median(times)}
    other = next(name for name in figures if name != by)
    shown = f"{by} {milliseconds(figures[by])} ; {other} {milliseconds(figures[other])}"
    return Row(name, figures[by], shown, most)


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.{1 if seconds < 0.01 else 0}f} ms".replace(".", ",")


def spent(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def timed(act: Callable[[], object], count: int = VIEWS) -> list[float]:
    """The first times only warm the server up."""
    return [spent(act) for _ in range(WARM_UP + count)][WARM_UP:]
