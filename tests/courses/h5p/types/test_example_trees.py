"""The decision trees that we give as examples lead somewhere from everywhere."""

import json

import pytest

from courses.h5p.plain.deciding import Deciding, Target
from courses.h5p.services.own_types import EXAMPLES

TREES = {
    file.stem: document["content"]
    for file in EXAMPLES.glob("*.json")
    if (document := json.loads(file.read_text(encoding="utf-8")))["library"] == "Passeport.ArbreDecision 1.0"
}


@pytest.mark.parametrize("name", TREES)
def test_every_answer_leads_further_and_every_question_and_outcome_can_be_reached(name):
    tree = Deciding(TREES[name], seed=1)
    reached, waiting = set(), [Target(question=0)]
    while waiting:
        place = waiting.pop()
        assert place != Target()
        if place in reached:
            continue
        reached.add(place)
        if place.question is not None:
            waiting += tree.questions[place.question].targets

    assert {place.question for place in reached} - {None} == set(range(len(tree.questions)))
    assert {place.outcome for place in reached} - {None} == set(range(len(tree.outcomes)))
