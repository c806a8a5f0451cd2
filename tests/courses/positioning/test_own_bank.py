"""Our own questions: the test always finds twelve, for each audience, without touching what only the quizzes ask."""

import re
from random import Random

import pytest
from django.conf import settings

from cms.accounts.models import Audience
from courses.positioning.rules import MODULES, SLOW, Candidate, draw
from courses.questions.markdown import parse_bank

CONTENT = settings.BASE_DIR / "courses" / "content"
SHOWN = re.compile(r"^::: questions\ncodes:\n((?:  - Q-\S+\n)+):::", re.MULTILINE)


def practised():
    """The codes that lessons show to train with."""
    blocks = [found for file in CONTENT.glob("*/lecons/*.md") for found in SHOWN.findall(file.read_text())]
    return {code for block in blocks for code in re.findall(r"Q-\S+", block)}


def bank_for(audience):
    shown = practised()
    drafts = [
        draft
        for file in sorted(CONTENT.glob("*/questions.md"))
        for draft in parse_bank(file.read_text(), file.name)
        if audience in draft.audiences
    ]
    return [
        Candidate(n, n, draft.module_code, draft.lesson_code, draft.difficulty, draft.kind, draft.code in shown)
        for n, draft in enumerate(drafts)
    ]


@pytest.mark.parametrize("audience", Audience)
def test_twelve_quick_questions_are_found_among_those_of_practice_and_not_always_the_same(audience):
    bank = bank_for(audience)
    papers = [draw(bank, Random(seed)) for seed in range(30)]

    for paper in papers:
        assert [one.module for one in paper] == [module for module in MODULES for _ in range(2)]
        assert all(one.is_practice and one.kind not in SLOW for one in paper)
    assert len({one.question_id for paper in papers for one in paper}) >= 30
