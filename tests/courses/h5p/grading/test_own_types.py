"""Our own types: sort, put in order, decide, compare."""

import pytest

from tests.courses.h5p.grading.played import ARBRE, CLASSEMENT, COMPARAISON, ORDRE, grade, node, outlook


def worth(library, content, response):
    given = grade(library, content, node(response), None)
    return given.points, given.maximum, bool(given.refusals)


@pytest.mark.parametrize(
    ("response", "points", "refused"),
    [
        ("e0[.]c0[,]e1[.]c1[,]e2[.]c0", 3, False),
        ("e2[.]c0[,]e0[.]c1", 1, False),
        ("", 0, False),
        ("e0[.]c0[,]e0[.]c0", 0, True),
        ("e0[.]c0[,]e0[.]c1", 0, True),
        ("e3[.]c0", 0, True),
        ("e0[.]c2", 0, True),
        ("0[.]0", 0, True),
        ("e0", 0, True),
        ("c0[.]e0", 0, True),
    ],
)
def test_a_statement_in_its_category_brings_a_point(response, points, refused):
    assert worth("Passeport.Classement 1.0", CLASSEMENT, response) == (points, 3, refused)


@pytest.mark.parametrize(
    ("response", "points", "refused"),
    [
        ("e0[,]e1[,]e2", 3, False),
        ("e0[,]e2[,]e1", 1, False),
        ("e2[,]e0[,]e1", 0, False),
        ("", 0, False),
        ("e0[,]e1", 0, True),
        ("e0[,]e0[,]e2", 0, True),
        ("e0[,]e1[,]e2[,]e0", 0, True),
        ("e0[,]e1[,]e3", 0, True),
    ],
)
def test_a_step_at_its_place_brings_a_point(response, points, refused):
    assert worth("Passeport.Ordre 1.0", ORDRE, response) == (points, 3, refused)


@pytest.mark.parametrize(
    ("response", "points", "refused", "complete"),
    [
        ("n0[.]c0[,]n1[.]c0", 2, False, True),
        ("n0[.]c1", 1, False, True),
        ("n0[.]c0", 0, False, False),
        ("", 0, False, False),
        ("n1[.]c0", 0, True, True),
        ("n0[.]c1[,]n1[.]c0", 0, True, True),
        ("n0[.]c0[,]n1[.]c1[,]n0[.]c1", 0, True, True),
        ("n0[.]c2", 0, True, True),
        ("n0[.]c0[,]n0[.]c0", 0, True, True),
    ],
)
def test_a_decision_is_replayed_from_its_first_question(response, points, refused, complete):
    given = grade("Passeport.ArbreDecision 1.0", ARBRE, node(response), None)
    assert (given.points, given.maximum, bool(given.refusals)) == (points, 2, refused)
    assert refused or given.is_complete is complete


def test_a_tree_without_points_is_verified_and_has_no_threshold():
    content = {**ARBRE, "outcomes": [{"title": "A"}, {"title": "B"}]}
    given = grade("Passeport.ArbreDecision 1.0", content, node("n0[.]c1"), None)
    assert (given.points, given.maximum, given.trust, given.is_complete) == (0, 0, "verified", True)
    assert not outlook("Passeport.ArbreDecision 1.0", content).can_have_threshold


def compared(cells, argument="Le libre nous laisse le choix."):
    return node(children=[node(cells, "cells"), node(argument, "argument")])


@pytest.mark.parametrize(
    ("cells", "points", "refused"),
    [
        ("r0[.]c0[.]l0[,]r1[.]c0[.]l2[,]r1[.]c1[.]l0", 2, False),
        ("r0[.]c0[.]l1[,]r1[.]c0[.]l2", 1, False),
        ("", 0, False),
        ("r0[.]c0[.]l0[,]r0[.]c0[.]l1", 0, True),
        ("r2[.]c0[.]l0", 0, True),
        ("r0[.]c0[.]l3", 0, True),
        ("r0[.]c0", 0, True),
    ],
)
def test_expected_cells_bring_points_and_the_argument_none(cells, points, refused):
    given = grade("Passeport.Comparaison 1.0", COMPARAISON, compared(cells), None)
    assert (given.points, given.maximum, given.trust, bool(given.refusals)) == (points, 2, "partial", refused)
    assert [(item.id, item.trust) for item in given.items] == [("cells", "verified"), ("argument", "declared")]


def test_a_comparison_without_expectations_is_declared():
    given = grade("Passeport.Comparaison 1.0", {**COMPARAISON, "expected": []}, compared("r0[.]c0[.]l0"), None)
    assert (given.points, given.maximum, given.trust) == (0, 0, "declared")


@pytest.mark.parametrize(("argument", "kept"), [("Le maire préfère acheter. " * 40, "argument écrit"), (" \n", "")])
def test_of_an_argument_only_its_being_written_is_kept(argument, kept):
    given = grade("Passeport.Comparaison 1.0", COMPARAISON, compared("r0[.]c0[.]l0", argument), None)
    assert [item.response for item in given.items] == ["r0[.]c0[.]l0", kept]


def test_two_comparisons_in_a_column_keep_their_own_cells():
    column = {
        "content": [
            {"content": {"library": "Passeport.Comparaison 1.0", "params": COMPARAISON, "subContentId": own}}
            for own in ("un", "deux")
        ]
    }
    tree = node(
        children=[
            node(id="un", children=[node("r0[.]c0[.]l0", "cells"), node("Bref.", "argument")]),
            node(id="deux", children=[node("r0[.]c0[.]l0[,]r1[.]c0[.]l2", "cells"), node("Long.", "argument")]),
        ]
    )
    given = grade("H5P.Column 1.18", column, tree, None)
    assert [(item.id, item.points) for item in given.items if item.trust == "verified"] == [
        ("un/cells", 1),
        ("deux/cells", 2),
    ]
    assert given.refusals == ()
