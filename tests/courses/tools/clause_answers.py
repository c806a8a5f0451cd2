"""What somebody types in the clause workshop to have a clause that holds."""

from courses.tools.views.clauses import SITTINGS as PAGES
from tests.courses.tools.rules.clauses import BEST

FRAME = {
    "project": "L’application des inscriptions scolaires",
    "families": ["securite", "reversibilite"],
    "start": "2027-01-01",
    "reception": "2027-04-01",
    "months": "48",
    "penalty": "150",
}
SITTINGS = [
    {
        question.code: list(BEST[question.code]) if question.several else BEST[question.code][0]
        for point in page.points
        for question in point.questions
    }
    for page in PAGES
]
