"""What a trainer reads before anybody plays."""

from courses.h5p.rules.grading import TYPES
from tests.courses.h5p.grading.played import ARBRE, COLUMN, COMPARAISON, QUESTION_SET, TRUE_FALSE, outlook


def test_a_trainer_reads_how_many_questions_the_server_grades():
    before = outlook("H5P.Column 1.18", COLUMN)
    assert before.sentence == "noté par le serveur\u00a0: 3 questions sur 4"
    assert [(part.kind, part.trust) for part in before.parts] == [
        ("Vrai ou faux", "verified"),
        ("Série de choix simples", "verified"),
        ("Série de choix simples", "verified"),
        ("Rédaction", "declared"),
    ]
    assert not before.can_have_threshold


def test_one_question_alone_needs_no_count():
    assert outlook("H5P.TrueFalse 1.8", TRUE_FALSE).sentence == "noté par le serveur"


def test_what_asks_nothing_is_said_to_be_worth_done():
    before = outlook("H5P.Accordion 1.0", {"panels": []})
    assert "sans points" in before.sentence
    assert (before.trust, before.can_have_threshold) == ("declared", False)


def test_questions_drawn_by_the_browser_are_partial():
    before = outlook("H5P.QuestionSet 1.21", {**QUESTION_SET, "poolSize": 2})
    assert {part.trust for part in before.parts} == {"partial"}
    assert not before.can_have_threshold


def test_a_comparison_is_verified_in_part():
    before = outlook("Passeport.Comparaison 1.0", COMPARAISON)
    assert (before.trust, before.verified, before.total) == ("partial", 1, 2)


def test_a_tree_with_points_may_have_a_threshold():
    assert outlook("Passeport.ArbreDecision 1.0", ARBRE).can_have_threshold


def test_every_type_of_the_table_says_why():
    assert all(kind.title and kind.why for kind in TYPES)
    assert len({kind.name for kind in TYPES}) == len(TYPES)
    assert all(kind.tried or kind.trust == "declared" for kind in TYPES)
