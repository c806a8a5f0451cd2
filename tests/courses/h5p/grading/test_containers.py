"""Contents that hold others: sets, columns, slides, videos, scenarios."""

import pytest

from courses.h5p.rules import grading
from tests.courses.h5p.grading.played import (
    CHOICE_SET,
    COLUMN,
    MULTI,
    QUESTION_SET,
    TRUE_FALSE,
    grade,
    nested,
    node,
    scenario,
)


def test_children_are_told_by_their_identifier_whatever_their_order():
    tree = node(children=[node("sont[,]faux[,]coût", "q-trous"), node("false", "q-vrai"), node("0", "q-multi")])
    given = grade("H5P.QuestionSet 1.21", QUESTION_SET, tree, None)
    assert [(item.id, item.points, item.maximum) for item in given.items] == [
        ("q-multi", 1, 3),
        ("q-vrai", 0, 1),
        ("q-trous", 2, 3),
    ]
    assert (given.points, given.maximum, given.trust) == (3, 7, "verified")


def test_a_question_left_untouched_counts_in_the_maximum():
    given = grade("H5P.QuestionSet 1.21", QUESTION_SET, node(children=[node("true", "q-vrai")]), None)
    assert (given.points, given.maximum, given.trust) == (1, 7, "verified")


def test_a_set_without_any_response_is_only_declared():
    for tree in (None, node(), node("0[,]1[,]2")):
        given = grade("H5P.QuestionSet 1.21", QUESTION_SET, tree, None)
        assert (given.points, given.maximum, given.trust) == (0, 0, "declared")
        assert "n’ont pas été reçues" in given.refusals[0]


def test_an_answer_given_twice_is_worth_nothing():
    tree = node(children=[node("true", "q-vrai"), node("false", "q-vrai"), node("0[,]1[,]2", "q-multi")])
    given = grade("H5P.QuestionSet 1.21", QUESTION_SET, tree, None)
    assert given.points == 3
    assert "deux réponses" in given.refusals[0]


def test_an_unknown_child_is_told_and_changes_nothing():
    tree = node(children=[node("true", "q-vrai"), node("true", "ailleurs")])
    given = grade("H5P.QuestionSet 1.21", QUESTION_SET, tree, None)
    assert (given.points, given.maximum) == (1, 7)
    assert "que l’activité n’a pas" in given.refusals[0]


def test_questions_drawn_by_the_browser_are_partial_and_exactly_as_many():
    drawn = {**QUESTION_SET, "poolSize": 2}
    two = [node("true", "q-vrai"), node("0[,]1[,]2", "q-multi")]
    given = grade("H5P.QuestionSet 1.21", drawn, node(children=two), None)
    assert (given.points, given.maximum, given.trust) == (4, 4, "partial")
    for children in (two[:1], [*two, node("sont[,]ont[,]coût", "q-trous")]):
        given = grade("H5P.QuestionSet 1.21", drawn, node(children=children), None)
        assert (given.points, given.trust) == (0, "declared")


def test_a_pool_as_large_as_the_set_asks_everything():
    given = grade(
        "H5P.QuestionSet 1.21", {**QUESTION_SET, "poolSize": 3}, node(children=[node("true", "q-vrai")]), None
    )
    assert (given.maximum, given.trust) == (7, "verified")


def test_texts_in_a_column_are_no_question_and_essays_are_declared():
    tree = node(children=[node("true", "vrai"), node(id="serie", children=[node("0", "c-0"), node("1", "c-1")])])
    given = grade("H5P.Column 1.18", COLUMN, tree, None)
    assert [(item.id, item.trust) for item in given.items] == [
        ("vrai", "verified"),
        ("c-0", "verified"),
        ("c-1", "verified"),
        ("texte-libre", "declared"),
    ]
    assert (given.points, given.maximum, given.trust) == (2, 3, "partial")


def test_a_nested_set_that_was_not_reached_stays_verified():
    column = {"content": COLUMN["content"][:3]}
    given = grade("H5P.Column 1.18", column, node(children=[node("true", "vrai")]), None)
    assert (given.points, given.maximum, given.trust) == (1, 3, "verified")


def test_rows_inside_a_column_are_walked_through():
    inner = {"content": [{"content": nested("H5P.TrueFalse 1.8", TRUE_FALSE, "au-fond")}]}
    row = {"columns": [{"content": {"library": "H5P.RowColumn 1.2", "params": inner}}]}
    column = {"content": [{"content": {"library": "H5P.Row 1.2", "params": row}}]}
    given = grade("H5P.Column 1.18", column, node(children=[node("true", "au-fond")]), None)
    assert (given.points, given.maximum, given.trust) == (1, 1, "verified")


def test_a_question_without_identifier_is_declared():
    column = {"content": [{"content": {"library": "H5P.TrueFalse 1.8", "params": TRUE_FALSE}}]}
    given = grade("H5P.Column 1.18", column, node(children=[node("true")]), None)
    assert (given.points, given.trust) == (0, "declared")


def test_the_same_identifier_at_two_places_of_the_content_is_refused():
    twice = {"questions": [nested("H5P.TrueFalse 1.8", TRUE_FALSE, "double")] * 2}
    given = grade("H5P.QuestionSet 1.21", twice, node(children=[node("true", "double")]), None)
    assert (given.points, given.maximum) == (0, 2)
    assert given.refusals


@pytest.mark.parametrize(
    ("version", "trust"), [("1.21", "verified"), ("1.17", "verified"), ("1.22", "partial"), ("2.0", "declared")]
)
def test_a_version_that_nobody_tried_is_trusted_less(version, trust):
    given = grade(f"H5P.QuestionSet {version}", QUESTION_SET, node(children=[node("true", "q-vrai")]), None)
    assert given.trust == trust


def test_a_type_is_verified_only_since_it_sends_what_is_graded():
    """Before 1.11.71, a set of single choices sent places on the screen, shuffled, even in its tree."""
    tree = node(children=[node("0", "c-0"), node("0", "c-1")])
    for patches in (None, {"H5P.SingleChoiceSet 1.11": 70}):
        given = grading.grade("H5P.SingleChoiceSet 1.11", CHOICE_SET, tree, None, patches)
        assert (given.points, given.trust) == (0, "declared")
    assert (
        grading.grade("H5P.SingleChoiceSet 1.11", CHOICE_SET, tree, None, {"H5P.SingleChoiceSet 1.11": 71}).points == 2
    )
    assert grading.grade("H5P.MultiChoice 1.9", MULTI, node("0"), None).trust == "declared"


def test_an_unknown_type_is_declared():
    given = grade("H5P.Crossword 0.5", {"words": []}, node("a[,]b", score=(9, 9)), None)
    assert (given.points, given.maximum, given.trust) == (0, 0, "declared")
    assert len(given.items) == 1


# --- Scenarios
def path(*answers):
    return node(children=[node(response, own) for own, response in answers])


@pytest.mark.parametrize(
    ("answers", "points"),
    [
        pytest.param([("b-1", 0), ("b-3", 0)], 10, id="to the best end"),
        pytest.param([("b-1", 0), ("b-3", 1)], 2, id="an end without its own score takes the usual one"),
        pytest.param([("b-1", "1")], 1, id="the short way"),
    ],
)
def test_a_scenario_is_worth_the_end_that_its_path_reaches(answers, points):
    given = grade("H5P.BranchingScenario 1.10", scenario(), path(*answers), None)
    assert (given.points, given.maximum, given.trust, given.refusals) == (points, 10, "verified", ())


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param([("b-3", 0)], id="a shortcut"),
        pytest.param([("b-1", 0)], id="stopped before the end"),
        pytest.param([("b-1", 1), ("b-3", 0)], id="after the end"),
        pytest.param([("b-1", 2)], id="a choice that does not exist"),
        pytest.param([("b-1", 0), ("b-1", 0), ("b-3", 0)], id="twice the same"),
        pytest.param([("b-2", "true")], id="no choice at all"),
    ],
)
def test_an_impossible_path_is_refused(answers):
    given = grade("H5P.BranchingScenario 1.10", scenario(), path(*answers), None)
    assert (given.points, given.maximum, given.is_complete) == (0, 10, False)
    assert given.refusals


def test_each_choice_and_each_task_count_when_the_score_is_dynamic():
    content = scenario("dynamic-score")
    given = grade("H5P.BranchingScenario 1.10", content, path(("b-1", 0), ("b-2", "true"), ("b-3", 0)), None)
    assert (given.points, given.maximum, given.trust) == (4, 4, "verified")
    given = grade("H5P.BranchingScenario 1.10", content, path(("b-1", 0), ("b-2", "false"), ("b-3", 0)), None)
    assert (given.points, given.maximum) == (3, 4)


def test_a_scenario_without_score_is_done_at_its_end():
    given = grade("H5P.BranchingScenario 1.10", scenario("no-score"), path(("b-1", 1)), None)
    assert (given.points, given.maximum, given.trust, given.is_complete) == (0, 0, "verified", True)


def test_shuffled_choices_and_loops_are_partial():
    shuffled = scenario()
    shuffled["content"][1]["type"]["params"]["branchingQuestion"]["randomize"] = True
    assert grade("H5P.BranchingScenario 1.10", shuffled, path(("b-1", 1)), None).trust == "partial"
    loop = scenario()
    loop["content"][3]["type"]["params"]["branchingQuestion"]["alternatives"][1]["nextContentId"] = 0
    answers = [("b-1", 0), ("b-3", 1), ("b-1", 1)]
    given = grade("H5P.BranchingScenario 1.10", loop, path(*answers), None)
    assert (given.points, given.trust) == (1, "partial")


def test_a_set_of_choices_in_a_set_sums_up():
    both = {"questions": [nested("H5P.SingleChoiceSet 1.11", CHOICE_SET, "serie"), QUESTION_SET["questions"][1]]}
    tree = node(children=[node(id="serie", children=[node("0", "c-0"), node("0", "c-1")]), node("true", "q-vrai")])
    assert grade("H5P.QuestionSet 1.21", both, tree, None).points == 3
