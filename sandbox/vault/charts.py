"""Bars drawn by the server: percentages and no viewBox, so that their words keep their size on a telephone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

FLOOR: Final = 90.0  # where the axis stands, in per cent of the height
CEILING: Final = 12.0  # what remains above the highest bar for its figure
MOST_LABELS: Final = 8


class Bar(NamedTuple):
    """What one bar says; `value` is None for a gap. A marked bar has another pattern of fill."""

    label: str
    value: float | None
    text: str
    is_marked: bool = False


class Drawn(NamedTuple):
    """A bar as SVG attributes, all in per cent of the chart. An empty `name` or `figure` is not written."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    name: str
    figure: str
    is_gap: bool
    is_marked: bool


@dataclass(frozen=True, slots=True)
class BarChart:
    """A chart and the table that says the same. `key` makes its identifiers unique in the page.

    `description` says in one sentence what one sees.
    """

    key: str
    title: str
    description: str
    heading: str
    unit: str
    bars: Sequence[Bar]

    @property
    def drawn(self) -> list[Drawn]:
        count = len(self.bars)
        if not count:
            return []
        highest = max((bar.value for bar in self.bars if bar.value is not None), default=0) or 1
        room = 100 / count
        step = -(-count // MOST_LABELS)
        top = max(range(count), key=lambda i: self.bars[i].value or 0)
        drawn = []
        for i, bar in enumerate(self.bars):
            height = (FLOOR - CEILING) * (bar.value or 0) / highest
            has_figure = count <= MOST_LABELS or i == top
            drawn.append(
                Drawn(
                    x=percent(room * i + room * 0.12),
                    y=percent(FLOOR - height if bar.value is not None else CEILING),
                    width=percent(room * 0.76),
                    height=percent(height if bar.value is not None else FLOOR - CEILING),
                    middle=percent(room * (i + 0.5)),
                    name=bar.label if i % step == 0 else "",
                    figure=bar.text if has_figure and bar.value is not None else "",
                    is_gap=bar.value is None,
                    is_marked=bar.is_marked,
                )
            )
        return drawn


def percent(value: float) -> str:
    return f"{value:.2f}%"


def share(value: float, whole: float) -> str:
    """The width of a bar that lies in a row of a table."""
    return percent(100 * min(max(value / whole, 0), 1)) if whole else "0%"
