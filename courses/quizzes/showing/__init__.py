"""What the pages show: a question to answer, an answer explained, a result. Runs no query."""

from courses.quizzes.showing.asking import Asked, asked
from courses.quizzes.showing.explaining import Explanation, explain
from courses.quizzes.showing.results import Result, result_of

__all__ = ["Asked", "Explanation", "Result", "asked", "explain", "result_of"]
