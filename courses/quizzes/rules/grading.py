"""What an answer is worth: exact fractions of one point (syllabus, § 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from courses.quizzes.rules.numbers import read_number

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class ChoiceKey:
    """One right option: single choice, justified true or false, mini-case."""

    right: str


@dataclass(frozen=True, slots=True)
class SeveralKey:
    """Several right options."""

    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberKey:
    """A value, and how far from it is still right."""

    value: Fraction
    tolerance: Fraction
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PairsKey:
    """Which right side goes with each left side."""

    pairs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RanksKey:
    """The rank of each step, from 1."""

    ranks: Mapping[str, int]


Key = ChoiceKey | SeveralKey | NumberKey | PairsKey | RanksKey


def grade(key: Key, answer: Mapping[str, Any] | None) -> Fraction:
    """From 0 to 1; nothing answered is worth 0, nothing is worth less."""
    if answer is None:
        return Fraction(0)
    match key:
        case ChoiceKey(right):
            return Fraction(answer.get("picked") == [right])
        case SeveralKey(right):
            return grade_several(right, frozenset(answer.get("picked", ())))
        case NumberKey(value, tolerance, unit):
            number = read_number(answer.get("text", ""), unit)
            return Fraction(number is not None and abs(number - value) <= tolerance)
        case PairsKey(pairs):
            return share_well_placed(pairs, answer.get("pairs", {}))
        case RanksKey(ranks):
            return share_well_placed(ranks, answer.get("ranks", {}))


def grade_several(right: frozenset[str], picked: frozenset[str]) -> Fraction:
    """Each right pick earns one share, each wrong pick costs one, never below zero."""
    hits, misses = len(picked & right), len(picked - right)
    return Fraction(max(hits - misses, 0), len(right))


def share_well_placed(expected: Mapping[str, object], given: Mapping[str, object]) -> Fraction:
    """Matching and ordering: the share of what is well placed, nothing below one half."""
    placed = sum(given.get(item) == place for item, place in expected.items())
    share = Fraction(placed, len(expected))
    return share if share >= HALF else Fraction(0)


def percent(points: Fraction, out_of: int) -> Fraction:
    """Exact; round it only to show it."""
    return points * 100 / out_of


def passed(points: Fraction, out_of: int, threshold_percent: int) -> bool:
    """Compared exactly: 69,99 % is not 70 %."""
    return percent(points, out_of) >= threshold_percent
