"""What decides a paper, a grade, a pass and the next attempt. Pure: no clock, no chance, no database of its own."""

from courses.quizzes.rules.attempts import History, Limits, deadline_for, next_attempt_allowed
from courses.quizzes.rules.counting import distinct_papers
from courses.quizzes.rules.drawing import Blueprint, Candidate, Draw, draw
from courses.quizzes.rules.grading import (
    ChoiceKey,
    Key,
    NumberKey,
    PairsKey,
    RanksKey,
    SeveralKey,
    grade,
    passed,
    percent,
)
from courses.quizzes.rules.numbers import read_number

__all__ = [
    "Blueprint",
    "Candidate",
    "ChoiceKey",
    "Draw",
    "History",
    "Key",
    "Limits",
    "NumberKey",
    "PairsKey",
    "RanksKey",
    "SeveralKey",
    "deadline_for",
    "distinct_papers",
    "draw",
    "grade",
    "next_attempt_allowed",
    "passed",
    "percent",
    "read_number",
]
