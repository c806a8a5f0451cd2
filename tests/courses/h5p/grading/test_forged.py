"""Whatever the browser claims, the recomputed score stands; whatever it sends, an answer comes back."""

import copy
import json
import random

import pytest

from courses.h5p.rules.grading import TYPES
from tests.courses.h5p.grading.played import COLUMN, COMPARAISON, PERFECT, grade, node, outlook, scenario, statement

EVERY_TYPE = pytest.mark.parametrize(("library", "content", "tree", "maximum"), PERFECT.values(), ids=PERFECT)


def walk(entry):
    yield entry
    for child in entry.get("children", []):
        yield from walk(child)


def test_every_type_said_to_be_verified_is_tried_here():
    played = {library.split(" ")[0] for library, *_ in PERFECT.values()}
    nested = {"H5P.Column", "H5P.Row", "H5P.RowColumn"}  # played in test_containers
    assert {kind.name for kind in TYPES if kind.trust == "verified"} == played | nested


@EVERY_TYPE
def test_a_perfect_play_is_verified_at_its_maximum(library, content, tree, maximum):
    given = grade(library, content, tree, None)
    assert (given.points, given.maximum, given.trust, given.refusals) == (maximum, maximum, "verified", ())
    assert given.is_complete


@EVERY_TYPE
def test_what_the_browser_says_of_its_score_changes_nothing(library, content, tree, maximum):
    forged = copy.deepcopy(tree)
    for entry in walk(forged):
        entry["statement"]["result"] |= {"score": {"raw": 0, "max": 999, "scaled": 0}, "success": False}
        entry["statement"]["object"]["definition"]["correctResponsesPattern"] = ["faux"]
        entry["statement"]["actor"] = {"mbox": "mailto:autre@exemple.fr"}
    given = grade(library, content, forged, statement(score=(0, 1), verb="completed"))
    assert (given.points, given.maximum, given.trust) == (maximum, maximum, "verified")


@EVERY_TYPE
def test_a_perfect_score_without_its_responses_earns_nothing(library, content, tree, maximum):
    for claim in (statement(score=(999, 1)), statement(score=(999, 1), verb="completed")):
        for forged in (None, {"statement": claim}, {"statement": claim, "children": []}):
            given = grade(library, content, forged, claim)
            assert given.points == 0
            assert given.trust == "declared" or given.maximum == maximum


@EVERY_TYPE
def test_a_claim_with_wrong_responses_is_worth_what_they_are_worth(library, content, tree, maximum):
    forged = copy.deepcopy(tree)
    answered = [entry for entry in walk(forged) if "response" in entry["statement"]["result"]]
    answered[0]["statement"]["result"]["response"] = "999"
    for entry in walk(forged):
        entry["statement"]["result"]["score"] = {"raw": 999, "max": 999, "scaled": 1}
    given = grade(library, content, forged, forged["statement"])
    assert given.points < maximum
    assert given.maximum == maximum
    assert given.refusals


@EVERY_TYPE
def test_the_maximum_is_known_before_anybody_plays(library, content, tree, maximum):
    before = outlook(library, content)
    assert (before.trust, before.can_have_threshold, before.maximum) == ("verified", True, maximum)


@pytest.mark.parametrize("kind", [name for name, case in PERFECT.items() if "children" in case[2]])
def test_every_answer_sent_twice_is_worth_nothing(kind):
    library, content, tree, _ = PERFECT[kind]
    given = grade(library, content, {**tree, "children": tree["children"] * 2}, None)
    assert given.points == 0
    assert given.refusals


NASTY = [None, True, False, 0, -1, 7, 10**30, 1.5, -0.0, 1e308, float("nan"), float("inf"), "", " ", "0", "é" * 300]
NASTY += ["[,]", "[.]", "0[,]0", "e0[.]c0", "\ud800", "\x00", "*", "**", "<p", "<![x[", "&#xffffffff;", [], {}, [[[]]]]
NASTY += [{"library": "H5P.Column 1.18", "params": {}}, {"statement": {"result": {"response": ["0"]}}}]


def places(value, path=()):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (*path, name)
            yield from places(inner, (*path, name))
    elif isinstance(value, list):
        for rank, inner in enumerate(value):
            yield (*path, rank)
            yield from places(inner, (*path, rank))


def mutate(value, chance):
    changed = copy.deepcopy(value)
    for _ in range(chance.randint(1, 4)):
        found = list(places(changed))
        if not found:
            break
        *before, last = chance.choice(found)
        holder = changed
        for name in before:
            holder = holder[name]
        act = chance.random()
        if act < 0.6:
            holder[last] = copy.deepcopy(chance.choice(NASTY))
        elif act < 0.8:
            del holder[last]
        elif isinstance(holder, list):
            holder.append(copy.deepcopy(holder[last]))
        else:
            holder[chance.choice(["children", "subContentId", "response", "params", "library"])] = holder[last]
    return changed


SEEDS = range(40)
MORE = {
    "colonne": ("H5P.Column 1.18", COLUMN, node(children=[node("true", "vrai")])),
    "comparaison": ("Passeport.Comparaison 1.0", COMPARAISON, node(children=[node("r0[.]c0[.]l0", "cells")])),
    "dynamique": (
        "H5P.BranchingScenario 1.10",
        scenario("dynamic-score"),
        node(children=[node(0, "b-1"), node(0, "b-3")]),
    ),
    "inconnu": ("H5P.Inconnu 1.0", {"a": 1}, node("x")),
}


@pytest.mark.parametrize(
    ("library", "content", "tree"),
    [case[:3] for case in PERFECT.values()] + list(MORE.values()),
    ids=[*PERFECT, *MORE],
)
def test_any_json_whatever_gets_a_grade(library, content, tree):
    for seed in SEEDS:
        chance = random.Random(f"{library}/{seed}")
        odd_content, odd_tree = mutate(content, chance), mutate(tree, chance)
        whole = grade(library, content, tree, None)
        for given in (
            grade(library, content, odd_tree, odd_tree.get("statement")),
            grade(library, odd_content, tree, None),
            grade(library, odd_content, odd_tree, None),
        ):
            assert 0 <= given.points <= given.maximum, seed
            assert given.trust in ("verified", "partial", "declared")
            assert all(isinstance(item.title, str) and isinstance(item.response, str) for item in given.items)
            assert all(item.trust != "declared" or not item.points for item in given.items)
        forged = grade(library, content, odd_tree, None)
        assert forged.maximum <= whole.maximum, "a response never raises the maximum"
        outlook(library, odd_content)


@pytest.mark.parametrize("value", NASTY, ids=lambda value: repr(value)[:20])
def test_nothing_but_nonsense_is_survived(value):
    for library, content, tree, _ in PERFECT.values():
        assert grade(library, value, tree, value).points >= 0
        assert grade(library, content, value, value).points >= 0
        outlook(library, value)
    assert grade(value, value, value, value).trust == "declared"


def test_a_deep_or_wide_tree_costs_no_more_than_its_bounds():
    deep = node("true", "q-vrai")
    for _ in range(5_000):
        deep = {"statement": {}, "children": [deep]}
    wide = node(children=[node("true", f"inconnu-{place}") for place in range(20_000)])
    library, content, *_ = PERFECT["série de questions"]
    for tree in (deep, wide):
        assert grade(library, content, tree, None).points == 0


def test_a_grade_can_be_kept_as_json():
    given = grade(*PERFECT["série de questions"][:3], None)
    rows = [{"id": item.id, "points": str(item.points), "response": item.response} for item in given.items]
    assert json.loads(json.dumps(rows)) == rows
