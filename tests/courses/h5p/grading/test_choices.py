"""Choices: multiple, single, true or false, and elements put in zones."""

import pytest

from tests.courses.h5p.grading.played import (
    CHOICE_SET,
    DRAG_QUESTION,
    MULTI,
    SUMMARY,
    TRUE_FALSE,
    grade,
    node,
    statement,
)


def worth(library, content, tree):
    given = grade(library, content, tree, None)
    return given.points, given.maximum, bool(given.refusals)


def multi(rights, weights=(), **behaviour):
    answers = [{"text": "…", "correct": right} for right in rights]
    for answer, weight in zip(answers, weights, strict=False):
        answer["weight"] = weight
    return {"answers": answers, "behaviour": {"type": "auto", "singlePoint": False, **behaviour}}


@pytest.mark.parametrize(
    ("content", "response", "points", "maximum"),
    [
        pytest.param(MULTI, "0[,]1[,]2", 3, 3, id="all right"),
        pytest.param(MULTI, "2[,]0", 2, 3, id="order does not matter"),
        pytest.param(MULTI, "0[,]3", 0, 3, id="a wrong pick takes one away"),
        pytest.param(MULTI, "0[,]1[,]3", 1, 3, id="two right one wrong"),
        pytest.param(MULTI, "3", 0, 3, id="never below zero"),
        pytest.param(MULTI, "", 0, 3, id="nothing picked"),
        pytest.param(multi([1, 0, 0]), "0", 1, 1, id="one right option makes a single choice"),
        pytest.param(multi([1, 0, 0]), "2", 0, 1, id="single, wrong"),
        pytest.param(multi([1, 1, 0], type="single"), "1", 1, 1, id="single with several right: one is enough"),
        pytest.param(multi([1, 0, 0], type="multi"), "0[,]1", 0, 1, id="one right, several allowed"),
        pytest.param(multi([0, 0]), "", 1, 1, id="no right option: nothing picked is right"),
        pytest.param(multi([0, 0]), "0", 0, 1, id="no right option: a pick is wrong"),
        pytest.param(multi([0, 0], type="single"), "", 0, 1, id="single without any right option"),
        pytest.param(multi([1, 1, 0], singlePoint=True), "0[,]1", 1, 1, id="one point for all"),
        pytest.param(multi([1, 1, 0], singlePoint=True), "0", 0, 1, id="one point: half is not enough"),
        pytest.param(multi([1, 1, 0], singlePoint=True, passPercentage=50), "0", 1, 1, id="one point at half"),
        pytest.param(multi([1, 1, 0], [2, 3, 1]), "0[,]1[,]2", 4, 5, id="weights"),
    ],
)
def test_a_multiple_choice_is_worth_its_right_picks_less_the_wrong_ones(content, response, points, maximum):
    assert worth("H5P.MultiChoice 1.16", content, node(response)) == (points, maximum, False)


@pytest.mark.parametrize("response", ["0[,]0", "4", "-1", "zéro", "0[.]1", "0[,]", " 0", "٣", ["0"], {"0": 1}, 1e400])
def test_a_multiple_choice_refuses_what_it_cannot_have_sent(response):
    assert worth("H5P.MultiChoice 1.16", MULTI, node(response)) == (0, 3, True)


def test_a_single_choice_refuses_several_picks():
    assert worth("H5P.MultiChoice 1.16", multi([1, 0, 1], type="single"), node("0[,]2")) == (0, 1, True)


@pytest.mark.parametrize(
    ("correct", "response", "points", "refused"),
    [
        ("true", "true", 1, False),
        ("true", "false", 0, False),
        ("false", "false", 1, False),
        ("true", "", 0, False),
        ("true", True, 1, False),
        ("true", "True", 0, True),
        ("true", "1", 0, True),
    ],
)
def test_true_or_false_compares_one_word(correct, response, points, refused):
    content = {**TRUE_FALSE, "correct": correct}
    assert worth("H5P.TrueFalse 1.8", content, node(response)) == (points, 1, refused)


def test_a_set_of_single_choices_is_graded_from_the_tree():
    tree = node(children=[node(0, "c-0"), node("1", "c-1")])
    assert worth("H5P.SingleChoiceSet 1.11", CHOICE_SET, tree) == (1, 2, False)


def test_the_live_statement_of_a_single_choice_is_never_graded():
    """It holds the place on the screen: the right answer would be refused, a wrong one accepted."""
    given = grade("H5P.SingleChoiceSet 1.11", CHOICE_SET, None, statement("0", "c-0"))
    assert (given.points, given.maximum, given.trust) == (0, 0, "declared")
    assert given.refusals


def test_choices_written_before_identifiers_existed_are_told_by_their_place():
    content = {"choices": [{"question": "Un", "answers": ["a", "b"]}, {"question": "Deux", "answers": ["a", "b"]}]}
    tree = node(children=[node("1"), node("0")])
    given = grade("H5P.SingleChoiceSet 1.11", content, tree, None)
    assert [(item.id, item.points) for item in given.items] == [("#0", 0), ("#1", 1)]
    shorter = grade("H5P.SingleChoiceSet 1.11", content, node(children=[node("0")]), None)
    assert (shorter.points, shorter.trust) == (0, "declared")


@pytest.mark.parametrize(
    ("first", "second", "points", "refused"),
    [
        ("0", "0", 2, False),
        ("1[,]0", "0", 1, False),
        ("1[,]2[,]0", "1[,]0", 0, False),
        ("0[,]1", "0", 1, True),
        ("3", "0", 1, True),
        ("1", "", 0, False),
    ],
)
def test_a_summary_gives_a_point_for_the_first_click_alone(first, second, points, refused):
    tree = node(children=[node(first, "s-0"), node(second, "s-1")])
    assert worth("H5P.Summary 1.10", SUMMARY, tree) == (points, 2, refused)


def drag(**behaviour):
    return {**DRAG_QUESTION, "behaviour": {**DRAG_QUESTION["behaviour"], **behaviour}}


@pytest.mark.parametrize(
    ("content", "response", "points", "maximum"),
    [
        pytest.param(drag(), "0[.]0[,]1[.]1[,]0[.]2[,]1[.]2", 4, 4, id="all in place, the clone twice"),
        pytest.param(drag(), "0[.]0[,]0[.]1", 0, 4, id="a wrong place takes one away"),
        pytest.param(drag(applyPenalties=False), "0[.]0[,]0[.]1", 1, 4, id="without penalty"),
        pytest.param(drag(singlePoint=True), "0[.]0[,]1[.]1[,]0[.]2[,]1[.]2", 1, 1, id="one point for all"),
        pytest.param(drag(singlePoint=True), "0[.]0[,]1[.]1[,]0[.]2", 0, 1, id="one point: nearly is nothing"),
        pytest.param(drag(), "", 0, 4, id="nothing put down"),
    ],
)
def test_elements_in_their_zones_bring_points(content, response, points, maximum):
    assert worth("H5P.DragQuestion 1.15", content, node(response)) == (points, maximum, False)


@pytest.mark.parametrize(
    "response",
    ["0[.]0[,]0[.]0", "0[.]0[,]1[.]0", "0[.]3", "2[.]0", "0[.]4", "0", "0[.]0[.]0", "[.]", "0[,]0"],
)
def test_a_place_that_the_player_does_not_allow_is_refused(response):
    assert worth("H5P.DragQuestion 1.15", DRAG_QUESTION, node(response)) == (0, 4, True)


def test_a_zone_for_one_element_holds_no_second():
    zones = [{**zone, "single": True} for zone in DRAG_QUESTION["question"]["task"]["dropZones"]]
    task = {**DRAG_QUESTION["question"]["task"], "dropZones": zones}
    assert worth("H5P.DragQuestion 1.15", {"question": {"task": task}}, node("0[.]0[,]0[.]2")) == (0, 4, True)
