"""What is said of contents of our own types, before a learner meets it."""

import json
import random

import pytest
from django.utils.functional import Promise

from courses.h5p.packages.own_contents import entry_of, faults_of, item_label, list_label, reason_and_remedy
from courses.h5p.plain.comparing import Comparing
from courses.h5p.plain.deciding import Deciding, Target
from courses.h5p.plain.sorting import Sorting
from courses.h5p.rules.own_contents import LOOKS, Defect, Flaw, Thing, defects_of
from courses.h5p.services.own_types import EXAMPLES, TYPES
from tests.courses.h5p.grading.played import ARBRE, CLASSEMENT, COMPARAISON, ORDRE, grade, nested, node

SORT, ORDER = "Passeport.Classement 1.0", "Passeport.Ordre 1.0"
DECIDE, COMPARE = "Passeport.ArbreDecision 1.0", "Passeport.Comparaison 1.0"
SOUND = {SORT: CLASSEMENT, ORDER: ORDRE, DECIDE: ARBRE, COMPARE: COMPARAISON}


def said(library, params):
    return [str(fault) for fault in faults_of(library, params)]


def reasons(library, params):
    return [f"{fault.entry} : {fault.reason}" for fault in faults_of(library, params)]


def sorted_into(*numbers, categories=2):
    statements = [{"text": "x", "category": number} for number in numbers]
    return {"categories": [{"label": "x"}] * categories, "statements": statements}


def tree(*questions, outcomes=1):
    """Each question by its answers: `"q2"` leads to question 2, `"i1"` to outcome 1, `""` nowhere."""
    keys = {"q": "question", "i": "outcome"}
    return {
        "questions": [
            {"text": "?", "choices": [{"text": "x", keys[way[0]]: int(way[1:])} if way else {} for way in answers]}
            for answers in questions
        ],
        "outcomes": [{"title": "x"}] * outcomes,
    }


def compared(*cells):
    return {**COMPARAISON, "expected": [dict(zip(("row", "column", "level"), cell, strict=True)) for cell in cells]}


@pytest.mark.parametrize("library", SOUND)
def test_a_sound_content_has_no_fault(library):
    assert faults_of(library, SOUND[library]) == []


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.json")), ids=lambda file: file.stem)
def test_our_examples_have_no_fault(file):
    example = json.loads(file.read_text(encoding="utf-8"))

    assert faults_of(example["library"], example["content"]) == []


def test_a_type_that_is_not_ours_or_a_version_to_come_is_left_alone():
    assert faults_of("H5P.MultiChoice 1.16", sorted_into(9)) == []
    assert faults_of("Passeport.Classement 2.0", sorted_into(9)) == []


# --- Classement


def test_a_category_that_does_not_exist_is_said_with_its_place_and_what_to_write():
    assert said(SORT, sorted_into(1, 2, 5, categories=4)) == [
        "Affirmation 3 : la catégorie 5 n’existe pas ; il y en a 4. Écrivez un numéro de 1 à 4."
    ]


@pytest.mark.parametrize("number", [0, -1, 3, 1.5, "3", "deux", True, [], {}])
def test_what_the_server_cannot_read_as_one_of_the_categories_names_none(number):
    [fault] = faults_of(SORT, sorted_into(1, number))

    assert fault.entry == "Affirmation 2"
    assert "n’existe pas ; il y en a 2." in fault.reason


@pytest.mark.parametrize("number", [2, 2.0, "2"])
def test_a_number_may_be_written_in_each_way_that_the_server_reads(number):
    assert faults_of(SORT, sorted_into(1, number)) == []


@pytest.mark.parametrize("number", [None, "", " "])
def test_a_statement_without_its_category_is_said(number):
    assert reasons(SORT, sorted_into(number)) == ["Affirmation 1 : le numéro de sa catégorie manque."]


def test_two_categories_and_one_statement_are_the_least():
    assert reasons(SORT, sorted_into(1, categories=1)) == ["Catégories : il en faut au moins deux."]
    assert reasons(SORT, sorted_into()) == ["Affirmations : il en faut au moins une."]
    assert reasons(SORT, {}) == ["Catégories : il en faut au moins deux.", "Affirmations : il en faut au moins une."]


def test_without_any_category_each_statement_is_not_said_one_by_one():
    assert reasons(SORT, sorted_into(1, 2, categories=0)) == ["Catégories : il en faut au moins deux."]


def test_a_category_without_statements_may_mislead_on_purpose():
    assert faults_of(SORT, sorted_into(1, 1, categories=3)) == []


# --- Ordre


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_steps_leave_nothing_to_move(count):
    assert reasons(ORDER, {"steps": [{"text": "x"}] * count}) == [
        "Étapes, dans le bon ordre : il en faut au moins deux."
    ]


# --- Arbre de décision


def test_an_answer_that_leads_nowhere_is_said():
    assert reasons(DECIDE, tree(["i1", ""])) == ["Question 1, réponse 2 : elle ne mène nulle part."]


def test_a_question_or_an_outcome_that_does_not_exist_is_said():
    assert reasons(DECIDE, tree(["i1", "q9", "i3"])) == [
        "Question 1, réponse 2 : la question 9 n’existe pas ; il y en a 1.",
        "Question 1, réponse 3 : l’issue 3 n’existe pas ; il y en a 1.",
    ]


def test_of_an_outcome_and_a_question_the_outcome_goes_first_and_both_must_exist():
    both = tree(["i1"], ["i1"])
    both["questions"][0]["choices"] = [{"question": 2, "outcome": 1}, {"question": 2}]
    assert faults_of(DECIDE, both) == []

    both["questions"][0]["choices"][0]["question"] = 7
    assert reasons(DECIDE, both) == ["Question 1, réponse 1 : la question 7 n’existe pas ; il y en a 2."]


def test_a_question_without_answers_is_said():
    assert reasons(DECIDE, tree(["i1", "q2"], [])) == ["Question 2, réponses : il en faut au moins une."]


def test_a_single_answer_goes_on_like_a_page_that_is_turned():
    assert faults_of(DECIDE, tree(["q2"], ["i1"])) == []


def test_a_tree_has_at_least_one_question_and_one_outcome():
    assert reasons(DECIDE, {}) == ["Questions : il en faut au moins une.", "Issues : il en faut au moins une."]
    assert reasons(DECIDE, tree(["i1"], outcomes=0)) == ["Issues : il en faut au moins une."]


def test_a_question_that_no_path_reaches_is_said():
    assert reasons(DECIDE, tree(["i1"], ["i1", "q2"])) == ["Question 2 : aucun chemin n’y mène depuis la question 1."]


def test_what_follows_a_question_that_no_path_reaches_is_not_said_again():
    assert reasons(DECIDE, tree(["i1"], ["q4"], ["i1", "q1"], ["q3"])) == [
        "Question 2 : aucun chemin n’y mène depuis la question 1."
    ]


def test_questions_that_lead_only_to_each_other_are_said_once():
    assert reasons(DECIDE, tree(["i1"], ["q3", "i1"], ["q2"])) == [
        "Question 2 : aucun chemin n’y mène depuis la question 1."
    ]


def test_an_outcome_that_no_answer_names_is_said():
    assert reasons(DECIDE, tree(["i1"], outcomes=2)) == ["Issue 2 : aucune réponse n’y mène."]


def test_a_loop_without_end_is_said_at_each_of_its_questions():
    assert reasons(DECIDE, tree(["i1", "q2"], ["q3"], ["q2"])) == [
        f"Question {number} : quelles que soient les réponses, on n’arrive à aucune issue." for number in (2, 3)
    ]


def test_a_loop_that_an_answer_leaves_is_a_way_back():
    assert faults_of(DECIDE, tree(["q1", "q2"], ["q1", "i1"])) == []


def test_a_loop_is_not_said_of_questions_whose_answers_lead_nowhere_yet():
    assert reasons(DECIDE, tree(["i1", "q2"], ["q2", ""])) == ["Question 2, réponse 2 : elle ne mène nulle part."]


def test_a_tree_of_ten_thousand_questions_is_read_at_once():
    long = tree(*(["q" + str(number)] for number in range(2, 10_001)), ["i1"])

    assert list(defects_of(DECIDE, long)) == []


# --- Comparaison


def test_an_expected_cell_outside_of_the_table_or_of_the_scale_is_said():
    assert reasons(COMPARE, compared((3, 1, 1), (1, 0, 1), (2, 2, 4))) == [
        "Case 1 : le critère 3 n’existe pas ; il y en a 2.",
        "Case 2 : la colonne 0 n’existe pas ; il y en a 2.",
        "Case 3 : le niveau 4 n’existe pas ; il y en a 3.",
    ]


def test_what_an_expected_cell_does_not_say_is_said():
    assert reasons(COMPARE, {**COMPARAISON, "expected": [{"column": 1}, None]}) == [
        "Case 1 : le numéro du critère manque.",
        "Case 1 : le numéro du niveau manque.",
        "Case 2 : le numéro du critère manque.",
        "Case 2 : le numéro de la colonne manque.",
        "Case 2 : le numéro du niveau manque.",
    ]


def test_two_levels_expected_in_one_cell_contradict_each_other():
    assert reasons(COMPARE, compared((1, 1, 1), (2, 1, 1), (1, 1, 3))) == [
        "Case 3 : la case 1 attend un autre niveau pour le même critère et la même colonne."
    ]


def test_the_same_level_twice_contradicts_nothing():
    assert faults_of(COMPARE, compared((1, 1, 1), (1, 1, 1))) == []


def test_a_comparison_may_expect_nothing():
    assert faults_of(COMPARE, compared()) == []


def test_there_must_be_something_to_compare_and_to_choose():
    assert reasons(COMPARE, {}) == [
        "Ce que l’on compare : il faut au moins deux colonnes.",
        "Critères : il en faut au moins un.",
        "Échelle : il faut au moins deux niveaux.",
    ]


# --- Inside other types


def test_a_content_inside_another_one_is_read_too_under_its_title_or_its_place():
    column = {
        "content": [
            {"content": nested(SORT, sorted_into(3), "a", "Trier les besoins")},
            {"content": nested(ORDER, {}, "b")},
            {"content": nested(SORT, CLASSEMENT, "c")},
        ]
    }

    assert reasons("H5P.Column 1.18", column) == [
        "« Trier les besoins », affirmation 1 : la catégorie 3 n’existe pas ; il y en a 2.",
        "« content[2].content », étapes, dans le bon ordre : il en faut au moins deux.",
    ]


def test_a_hundred_faults_are_enough():
    assert len(faults_of(SORT, sorted_into(*[9] * 500))) == 100


# --- Words


def labels_in(document):
    """Each label and entity of a language file, whatever it is for."""
    if isinstance(document, dict):
        return {document.get("label"), document.get("entity")}.union(*map(labels_in, document.values()))
    return set().union(*map(labels_in, document)) if isinstance(document, list) else set()


def test_places_have_the_names_that_the_screens_of_the_editor_give_them():
    folders = [TYPES / library.replace(" ", "-") for library in LOOKS]
    shown = set().union(*(labels_in(json.loads((one / "language" / "fr.json").read_text())) for one in folders))
    shown = {label.lower() for label in shown if label}

    assert {item_label(thing).removesuffix(" {number}") for thing in Thing} <= shown
    assert {list_label(thing) for thing in Thing} <= shown


@pytest.mark.parametrize("flaw", Flaw)
def test_each_fault_has_a_sentence(flaw):
    of = {Flaw.NOWHERE: Thing.ANSWER, Flaw.CUT_OFF: Thing.OUTCOME, Flaw.ENDLESS: Thing.QUESTION}.get(flaw, Thing.LEVEL)
    defect = Defect(flaw, of, ((Thing.CELL, 2),), 3, 1)

    reason, remedy = reason_and_remedy(defect)
    for sentence in (reason, remedy, entry_of(defect)):
        assert sentence
        assert not isinstance(sentence, Promise)
        assert "{" not in sentence


# --- Any content: drawn by chance, with numbers written here so that a failure can be read again

SEEDS = range(300)


@pytest.mark.parametrize("seed", range(0, 300, 50))
def test_a_tree_has_a_fault_exactly_when_someone_could_be_stuck_or_something_never_shows(seed):
    for each in range(seed, seed + 50):
        chance = random.Random(each)
        size, outcomes = chance.randint(1, 5), chance.randint(1, 3)
        ways = [
            *(f"q{n}" for n in range(1, size + 1)),
            *(f"i{n}" for n in range(1, outcomes + 1)),
            *(["", "q9"] if each % 4 == 0 else []),
        ]
        drawn = tree(
            *([chance.choice(ways) for _answer in range(chance.randint(1, 3))] for _ in range(size)), outcomes=outcomes
        )

        assert bool(faults_of(DECIDE, drawn)) == is_faulty(drawn), (each, drawn)


def is_faulty(drawn):
    """By walking, as a learner does, through the forms that play without a script."""
    played = Deciding(drawn, seed=1)
    reached = walked_from(played, 0)
    everything = {Target(question=n) for n in range(len(played.questions))}
    everything |= {Target(outcome=n) for n in range(len(played.outcomes))}
    ends = [walked_from(played, place.question) for place in reached if place.question is not None]
    return Target() in reached or reached != everything or any(all(p.outcome is None for p in each) for each in ends)


def walked_from(played, question):
    reached, waiting = set(), [Target(question=question)]
    while waiting:
        place = waiting.pop()
        if place not in reached:
            reached.add(place)
            waiting += played.questions[place.question].targets if place.question is not None else []
    return reached


def test_all_points_of_a_classification_can_be_had_exactly_when_it_has_no_fault():
    for seed in SEEDS:
        chance = random.Random(seed)
        categories = chance.randint(2, 4)
        params = sorted_into(
            *(chance.randint(0 if seed % 3 == 0 else 1, categories + (seed % 3 == 0)) for _ in range(4)),
            categories=categories,
        )
        rights = [(rank, int(one["category"]) - 1) for rank, one in enumerate(params["statements"])]
        response = "[,]".join(f"e{rank}[.]c{right}" for rank, right in rights if 0 <= right < categories)
        given = grade(SORT, params, node(response), None)

        assert (given.points == given.maximum) == (not faults_of(SORT, params)), params
        assert (not faults_of(SORT, params)) == all(row.solution for row in Sorting(params, 1).review([None] * 4))


def test_server_and_screen_expect_the_same_of_a_comparison_without_fault():
    sound = 0
    for seed in SEEDS:
        chance = random.Random(seed)
        params = compared(
            *(
                (chance.randint(1, 2), chance.randint(1, 2), chance.randint(1, 3 + (seed % 3 == 0)))
                for _ in range(chance.randint(1, 3))
            )
        )
        if faults_of(COMPARE, params):
            continue
        sound += 1
        expected = Comparing(params, 1).expected
        response = "[,]".join(f"r{row}[.]c{column}[.]l{one.level}" for (row, column), one in expected.items())
        given = grade(COMPARE, params, node(children=[node(response, "cells")]), None)
        assert given.points == given.maximum == len(expected)
    assert sound > 50


ODD = [None, 0, -1, 10**14, 1.5, "", "x", True, [], {}, [None], [[]], {"choices": 3}, {"category": []}]
NAMES = [
    "categories",
    "statements",
    "steps",
    "questions",
    "choices",
    "outcomes",
    "columns",
    "rows",
    "scale",
    "expected",
]
NAMES += ["category", "question", "outcome", "row", "column", "level", "library", "params", "metadata"]


def odd(chance, depth=0):
    kind = chance.random()
    if depth > 4 or kind < 0.3:
        return chance.choice([*ODD, *SOUND])
    if kind < 0.6:
        return [odd(chance, depth + 1) for _each in range(chance.randint(0, 4))]
    return {chance.choice(NAMES): odd(chance, depth + 1) for _each in range(chance.randint(0, 6))}


def test_no_content_however_odd_makes_the_check_fail():
    for seed in range(300):
        chance = random.Random(seed)
        content = {name: odd(chance) for name in chance.sample(NAMES, 6)}
        for library in LOOKS:
            assert all(map(str, faults_of(library, content)))
