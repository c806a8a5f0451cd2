"""The page for trainers and operators says what the code does."""

from pathlib import Path

from courses.h5p.rules.grading import TYPES

PAGE = Path(__file__).parents[4] / "docs" / "h5p.md"
WORDS = {"verified": "vérifié", "partial": "partiel", "declared": "déclaré"}


def test_the_page_lists_each_type_with_its_versions_and_its_trust():
    told = [line for line in PAGE.read_text().splitlines() if line.startswith("| `")]
    assert told == [
        f"| `{kind.name}` | {kind.title} | {kind.versions or '–'} | {WORDS[kind.trust]} | {kind.why} |"
        for kind in TYPES
    ]
