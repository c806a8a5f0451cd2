"""Answers given with forms: the same responses as the scripts of our types make, graded the same way."""

import json
from pathlib import Path
from random import Random

import pytest
from django.http import QueryDict

from courses.h5p.plain import statement_of
from courses.h5p.plain.catalogue import TASKS
from courses.h5p.rules.grading import grade
from courses.h5p.rules.statements import read_statement
from tests.courses.h5p.plain.contents import ARBRE, CLASSEMENT, COMPARAISON, ORDRE

CONTENTS = {
    "Passeport.Classement 1.0": CLASSEMENT,
    "Passeport.Ordre 1.0": ORDRE,
    "Passeport.ArbreDecision 1.0": ARBRE,
    "Passeport.Comparaison 1.0": COMPARAISON,
}
EXAMPLES = sorted(Path("courses/h5p/types/exemples").glob("*.json"))


def task(library, content=None, seed=1):
    return TASKS[library](CONTENTS[library] if content is None else content, seed)


def sent(library, **data):
    query = QueryDict(mutable=True)
    query.update(data)
    return task(library).form(data=query)


def graded(library, answers, content=None):
    found = task(library, content)
    statement, tree = statement_of(found, answers, title="Essai")
    return grade(library, CONTENTS[library] if content is None else content, tree, statement)


def test_statements_are_sorted_by_their_position_in_the_content():
    form = sent("Passeport.Classement 1.0", e0="0", e1="1", e2="1")

    assert form.is_valid()
    assert task("Passeport.Classement 1.0").response(form.answers()) == "e0[.]c0[,]e1[.]c1[,]e2[.]c1"
    result = graded("Passeport.Classement 1.0", form.answers())
    assert (result.points, result.maximum, result.trust, result.refusals) == (2, 3, "verified", ())


def test_each_statement_asks_for_its_category_by_its_own_words():
    form = sent("Passeport.Classement 1.0", e0="0", e1="", e2="7")

    assert not form.is_valid()
    assert form.errors["e1"] == ["Choisissez une catégorie pour «\u00a0Un échange réel avec un autre outil\u00a0»"]
    assert "e2" in form.errors


def test_more_than_four_categories_are_a_list_to_open():
    content = {**CLASSEMENT, "categories": [{"label": f"Bac {n}"} for n in range(5)]}
    field = task("Passeport.Classement 1.0", content).form().fields["e0"]

    assert type(field.widget).__name__ == "Select"
    assert [label for _value, label in field.choices][:2] == ["Choisissez une catégorie", "Bac 0"]


def test_steps_get_a_rank_each():
    form = sent("Passeport.Ordre 1.0", e0="2", e1="1", e2="3")

    assert form.is_valid()
    assert form.answers() == [1, 0, 2]
    result = graded("Passeport.Ordre 1.0", form.answers())
    assert (result.points, result.maximum, result.trust) == (1, 3, "verified")


def test_the_same_rank_twice_is_said_at_the_second_one():
    form = sent("Passeport.Ordre 1.0", e0="2", e1="2", e2="3")

    assert not form.is_valid()
    errors = [error for errors in form.errors.values() for error in errors]
    assert errors == ["Donnez un rang différent à chaque étape\u00a0: le rang 2 est choisi deux fois."]


@pytest.mark.parametrize("seed", range(40))
def test_no_step_is_shown_at_its_own_place(seed):
    steps = [{"text": f"Étape {n}"} for n in range(2 + seed % 6)]
    order = task("Passeport.Ordre 1.0", {"steps": steps}, seed).mixed

    assert sorted(order) == list(range(len(steps)))
    assert all(step != place for place, step in enumerate(order))


def test_a_tree_goes_on_until_an_outcome():
    first = sent("Passeport.ArbreDecision 1.0", path="", choice="1")
    assert first.is_valid()
    assert first.answers() == [[0, 1]]
    assert not first.ends

    second = sent("Passeport.ArbreDecision 1.0", path=first.written, choice="0")
    assert second.is_valid()
    assert second.ends
    result = graded("Passeport.ArbreDecision 1.0", second.answers())
    assert (result.trust, result.maximum, result.is_complete, result.refusals) == ("verified", 0, True, ())


def test_a_choice_that_leads_back_shortens_the_path():
    form = sent("Passeport.ArbreDecision 1.0", path="0.1", choice="1")

    assert form.is_valid()
    assert form.answers() == []
    assert "ramène" in form.notice


def test_a_step_can_be_taken_back():
    form = sent("Passeport.ArbreDecision 1.0", path="0.1", back="0")

    assert form.is_valid()
    assert form.answers() == []


@pytest.mark.parametrize(
    ("path", "choice", "word"),
    [
        ("0.1", "2", "nulle part"),
        ("0.1", "9", "Choisissez une des réponses"),
        ("0.1", "", "Choisissez une des réponses"),
        ("0.0", "0", "Choisissez une des réponses"),
        ("1.0", "0", "ne correspond plus"),
        ("0.2", "0", "ne correspond plus"),
        ("0.1,0.1", "0", "ne correspond plus"),
        ("0", "0", "ne correspond plus"),
        ("0.x", "0", "ne correspond plus"),
        ("0.²", "0", "ne correspond plus"),
    ],
)
def test_an_impossible_path_is_refused_and_the_question_is_asked_again(path, choice, word):
    form = sent("Passeport.ArbreDecision 1.0", path=path, choice=choice)

    assert not form.is_valid()
    assert word in str(form.errors)


def test_a_comparison_gives_points_where_something_is_expected():
    form = sent(
        "Passeport.Comparaison 1.0", r0c0="0", r0c1="1", r1c0="1", r1c1="1", argument="Mutualisons, par étapes."
    )

    assert form.is_valid()
    result = graded("Passeport.Comparaison 1.0", form.answers())
    assert (result.points, result.maximum, result.trust, result.refusals) == (1, 2, "partial", ())
    assert [item.response for item in result.items] == [
        "r0[.]c0[.]l0[,]r0[.]c1[.]l1[,]r1[.]c0[.]l1[,]r1[.]c1[.]l1",
        "argument écrit",
    ]


def test_a_comparison_names_the_cell_that_is_empty():
    form = sent("Passeport.Comparaison 1.0", r0c0="0", r0c1="", r1c0="1", r1c1="1", argument=" ")

    assert not form.is_valid()
    assert form.errors["r0c1"] == ["Choisissez un niveau pour «\u00a0Délai, Mutualiser\u00a0»"]
    assert form.errors["argument"] == ["Écrivez votre argumentation, même en une phrase."]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_can_be_answered_and_is_graded_without_refusal(path):
    example = json.loads(path.read_text())
    library, content = example["library"], example["content"]
    found = task(library, content)
    data = {
        name: str(list(field.choices)[-1][0])
        for name, field in found.form().fields.items()
        if hasattr(field, "choices")
    }
    if library.startswith("Passeport.Ordre"):
        data = {name: str(rank) for rank, name in enumerate(data, start=1)}
    if library.startswith("Passeport.Comparaison"):
        data["argument"] = "Voici pourquoi."
    form = found.form(data=QueryDict("&".join(f"{name}={value}" for name, value in data.items())))
    if library.startswith("Passeport.ArbreDecision"):
        form = walked(found)

    assert form.is_valid(), form.errors
    result = graded(library, form.answers(), content)
    assert result.refusals == ()
    assert result.is_complete


def walked(tree):
    """Always the first choice, to the end."""
    form = tree.form(data=QueryDict("choice=0"))
    while form.is_valid() and not form.ends:
        form = tree.form(data=QueryDict(f"choice=0&path={form.written}"))
    return form


@pytest.mark.parametrize("library", CONTENTS)
def test_the_statement_is_one_that_the_server_accepts_and_declares_no_score(library):
    answers = {
        "Passeport.Classement 1.0": [0, 1, 0],
        "Passeport.Ordre 1.0": [0, 1, 2],
        "Passeport.ArbreDecision 1.0": [[0, 0]],
        "Passeport.Comparaison 1.0": {"levels": [[0, 0], [1, 0]], "argument": "Parce que."},
    }[library]
    statement, tree = statement_of(task(library), answers, title="Essai")

    reading = read_statement(statement)
    assert reading.ends_the_play
    assert reading.score.raw is None
    assert tree["statement"] == statement


@pytest.mark.parametrize("library", CONTENTS)
def test_whatever_a_content_or_a_state_holds_nothing_breaks(library):
    dice = Random(library)
    odd = [
        None,
        True,
        -1,
        0,
        1,
        2,
        99,
        1.5,
        "",
        "1",
        "x",
        [],
        {},
        [[0, 0]],
        [[0, "0"]],
        {"levels": [[0]]},
        [[[]]],
        [{}],
    ]
    for _try in range(300):
        content = {
            key: dice.choice([*odd, value, value[: dice.randrange(3)] if isinstance(value, list) else value])
            for key, value in CONTENTS[library].items()
        }
        found = task(library, content)
        answers = found.understood(dice.choice([*odd, [1, 0, 2], [[0, 1], [1, 0]], {"levels": [[0, 1], [1, None]]}]))
        str(found.form(answers))
        if answers:
            found.review(answers)
            found.response(answers)


def test_answers_kept_by_the_script_are_understood():
    assert task("Passeport.Classement 1.0").understood([0, None, 9]) == [0, None, None]
    assert task("Passeport.Classement 1.0").understood([0]) is None
    assert task("Passeport.Ordre 1.0").understood([2, 0, 1]) == [2, 0, 1]
    assert task("Passeport.Ordre 1.0").understood([2, 2, 1]) is None
    assert task("Passeport.ArbreDecision 1.0").understood([[0, 1], [1, 0]]) == [[0, 1], [1, 0]]
    assert task("Passeport.ArbreDecision 1.0").understood([[0, 1], [1, 1]]) is None
    kept = {"levels": [[0, None], [1, 5]], "argument": 3}
    assert task("Passeport.Comparaison 1.0").understood(kept) == {"levels": [[0, None], [1, None]], "argument": ""}


def test_texts_that_a_php_host_escaped_are_read_as_they_were_typed():
    content = {**ORDRE, "instruction": "L&#039;ordre &amp; le &lt;reste&gt;, &eacute;"}

    assert task("Passeport.Ordre 1.0", content).instruction == "L'ordre & le <reste>, &eacute;"
