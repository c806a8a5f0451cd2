"""Charts as geometry: from the figures of a table to bars and lines, without a word of HTML.

A chart is always shown with its figures, so that nothing is known by the drawing alone. Lengths are percentages of
the widest bar, positions are those of a box of `WIDTH` by `HEIGHT` units.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10

from courses.quizzes.rules.numbers import read_number

WIDTH, HEIGHT = 340, 180
LEFT, RIGHT, TOP, BOTTOM = 46, 24, 16, 26
STEPS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))
HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as it is written, the length of its bar in per cent (0 to 100), and the rank of its series from 1."""

    text: str
    length: str
    heading: str
    series: int


@dataclass(frozen=True, slots=True)
class Point:
    x: str
    y: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the scale: its height in the box, and what it stands for."""

    y: str
    label: str


@dataclass(frozen=True, slots=True)
class Curve:
    name: str
    series: int
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        """As the `points` of an SVG polyline."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)


@dataclass(frozen=True, slots=True)
class LineChart:
    curves: tuple[Curve, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Point, ...]


def flaw_of_figures(columns: Sequence[str], rows: Sequence[Sequence[str]], *, are_shares: bool = False) -> str:
    """Which cell cannot be drawn, in a few words (« ligne 2, 2018 »); empty when all can."""
    for number, row in enumerate(rows, start=1):
        for heading, text in zip(columns[1:], row[1:], strict=False):
            value = read_number(text)
            if value is None or value < 0 or (are_shares and value > HUNDRED):
                return f"ligne {number}, {heading}"
    return ""


def bars(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, are_shares: bool = False
) -> list[tuple[str, list[Bar]]]:
    """Each row's label and its bars. A share is a part of 100, another figure a part of the greatest one."""
    greatest = HUNDRED if are_shares else max((_value(text) for row in rows for text in row[1:]), default=Fraction(0))
    return [
        (
            row[0],
            [
                Bar(text, _round(HUNDRED * _value(text) / greatest) if greatest else "0", heading, series)
                for series, (heading, text) in enumerate(zip(columns[1:], row[1:], strict=False), start=1)
            ],
        )
        for row in rows
    ]


def line_chart(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> LineChart:
    """One curve for each series; the rows stand at equal distances, the scale begins at zero."""
    top, step = _scale(max((_value(text) for row in rows for text in row[1:]), default=Fraction(0)))
    across = (WIDTH - LEFT - RIGHT) / max(1, len(rows) - 1)

    def place(rank: int, text: str) -> Point:
        return Point(_round(LEFT + rank * across), _height(_value(text), top), rows[rank][0], text)

    curves = tuple(
        Curve(name, series, tuple(place(rank, row[series]) for rank, row in enumerate(rows)))
        for series, name in enumerate(columns[1:], start=1)
    )
    marks, value = list[Mark](), Fraction(0)
    while value <= top:
        marks.append(Mark(_height(value, top), written(value)))
        value += step
    labels = tuple(Point(_round(LEFT + rank * across), str(HEIGHT - 6), row[0], "") for rank, row in enumerate(rows))
    return LineChart(curves, tuple(marks), labels)


def written(value: Fraction) -> str:
    """A number of the scale, in French, with a no-break space between thousands."""
    text = f"{float(value):,.6f}".rstrip("0").rstrip(".")
    return text.replace(",", "\u00a0").replace(".", ",")


def _scale(greatest: Fraction) -> tuple[Fraction, Fraction]:
    """The top of the scale and the distance between two marks: round numbers, five marks at most."""
    if greatest <= 0:
        return Fraction(1), Fraction(1)
    magnitude = Fraction(10) ** floor(log10(greatest / 4))
    step = next(step * magnitude for step in STEPS if step * magnitude * 4 >= greatest)
    return step * ceil(greatest / step), step


def _height(value: Fraction, top: Fraction) -> str:
    return _round(HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP))


def _value(text: str) -> Fraction:
    return max(read_number(text) or Fraction(0), Fraction(0))


def _round(number: Fraction | float) -> str:
    return f"{float(number):.1f}".removesuffix(".0")
