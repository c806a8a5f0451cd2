"""Tool 5: a clause built from choices, point by point, with what is missing and what is weak."""

import pytest

from courses.tools.rules.clauses import reversibility, security
from courses.tools.rules.clauses.building import CLASHING, SOUND, WEAK, points_of, questions_of
from courses.tools.rules.clauses.parts import ABSENT, FAMILIES, PREAMBLE, REVERSIBILITY, SECURITY
from courses.tools.rules.clauses.timing import Terms
from tests.courses.tools.rules.clauses import ALL_QUESTIONS, BEST, TERMS, clause, written

# Written by hand from the fact sheets of SEC-3 and REV-4.
SEVEN_HEADINGS = ["inventaire", "reglages", "vulnerabilites", "acces", "incident", "preuve", "fin"]
NINE_POINTS = [
    "declenchement", "perimetre", "format", "delai", "assistance", "essai", "effacement", "droits", "sanction",
]  # fmt: skip

OPTIONS = [(question, option) for question in ALL_QUESTIONS for option in question.options]


def test_security_has_the_seven_headings_of_the_lesson_then_subcontractors_and_penalties():
    assert [point.code for point in security.POINTS] == [*SEVEN_HEADINGS, "sous-traitants", "penalite"]


def test_reversibility_has_the_nine_points_of_the_lesson():
    assert [point.code for point in reversibility.POINTS] == NINE_POINTS


def test_every_question_and_every_option_has_a_code_of_its_own():
    codes = [question.code for question in ALL_QUESTIONS]

    assert len(codes) == len(set(codes))
    for question in ALL_QUESTIONS:
        assert len({option.code for option in question.options}) == len(question.options) >= 2


def test_the_model_choices_answer_every_question():
    assert set(BEST) == {question.code for question in ALL_QUESTIONS}


def test_the_best_choices_make_a_clause_that_holds():
    made = clause()

    assert (made.missing, made.weak, made.clashes, made.warnings) == ((), (), (), ())
    assert made.strength == SOUND


def test_each_family_alone_brings_its_points_after_the_object():
    assert [article.point.code for article in clause((REVERSIBILITY,)).articles] == [
        "objet",
        *NINE_POINTS,
        "interoperabilite",
    ]
    assert [article.point.family for article in clause((SECURITY,)).articles] == [PREAMBLE, *[SECURITY] * 9]


def test_articles_are_numbered_as_in_the_lessons():
    numbers = {
        article.point.code: article.number for article in clause().articles if article.point.family == REVERSIBILITY
    }

    assert {code: numbers[code] for code in NINE_POINTS} == {
        code: rank for rank, code in enumerate(NINE_POINTS, start=1)
    }


def test_a_number_is_not_given_to_another_point_when_one_is_missing():
    numbers = {article.point.code: article.number for article in clause(essai=ABSENT).articles}

    assert "essai" not in numbers
    assert numbers["effacement"] == 7


@pytest.mark.parametrize(("question", "option"), OPTIONS, ids=[f"{q.code}-{o.code}" for q, o in OPTIONS])
def test_each_choice_changes_the_clause(question, option):
    if option.code in BEST[question.code]:
        others = tuple(code for code in BEST[question.code] if code != option.code)
        changed = clause(**{question.code: others})
    else:
        changed = clause(**{question.code: option.code})

    assert written(changed) != written(clause())


@pytest.mark.parametrize("question", ALL_QUESTIONS, ids=lambda question: question.code)
def test_two_options_never_write_the_same_sentence(question):
    texts = [option.text for option in question.options]

    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(("question", "option"), OPTIONS, ids=[f"{q.code}-{o.code}" for q, o in OPTIONS])
def test_each_sentence_has_a_proof_and_a_day(question, option):
    for _code, text, proof, day in written(clause(**{question.code: option.code})):
        assert text
        assert proof
        assert day >= TERMS.start


def test_each_article_says_who_checks_why_and_from_where():
    for point in points_of(FAMILIES):
        assert point.control
        assert point.reason
        assert point.source


@pytest.mark.parametrize("question", ALL_QUESTIONS, ids=lambda question: question.code)
def test_a_question_left_without_an_answer_is_said_missing(question):
    made = clause(**{question.code: None})

    assert question.label in [flaw.reason for flaw in made.missing]
    assert made.strength == WEAK


@pytest.mark.parametrize("code", NINE_POINTS)
def test_each_of_the_nine_points_is_covered_or_said_missing(code):
    point = next(point for point in reversibility.POINTS if point.code == code)
    silent = {question.code: None for question in point.questions}

    assert code in [article.point.code for article in clause().articles]
    assert code not in [article.point.code for article in clause(**silent).articles]
    assert code in [flaw.point.code for flaw in clause(**silent).missing]


@pytest.mark.parametrize(
    ("question", "option"),
    [(q, o) for q, o in OPTIONS if o.weak],
    ids=[f"{q.code}-{o.code}" for q, o in OPTIONS if o.weak],
)
def test_each_weak_choice_says_so(question, option):
    made = clause(**{question.code: option.code})

    assert option.weak in [flaw.reason for flaw in made.weak]
    assert made.strength == WEAK


@pytest.mark.parametrize("option", reversibility.SCOPE.options, ids=lambda option: option.code)
def test_what_is_not_to_be_handed_back_is_said(option):
    made = clause(perimetre=tuple(code for code in BEST["perimetre"] if code != option.code))

    assert [flaw.reason for flaw in made.weak] == [option.missed]
    assert option.text not in next(text for code, text, *_rest in written(made) if code == "perimetre")


def test_a_vague_clause_from_end_to_end_is_weak_everywhere():
    vague = {
        "hebergement": "indefini", "inventaire": "liste", "soutien": "editeur", "reglages": "etat-de-l-art",
        "information": "vite", "correctif": "meilleurs-delais", "acces": "partage", "telemaintenance": "permanente",
        "incident": "sans-delai", "preuve": "declaration", "fin": "donnees", "declenchement": "fin",
        "format": "standard", "delai": "accord", "assistance": "devis", "essai": "possible", "effacement": "immediat",
        "droits": "usage", "interoperabilite": "api",
    }  # fmt: skip

    assert len(clause(**vague).weak) == len(vague)


def test_contradictions_alone_do_not_let_a_clause_hold():
    assert clause(contrat="concession").strength == CLASHING


def test_an_unknown_option_is_as_no_answer():
    assert written(clause(essai="demain")) == written(clause(essai=None))


def test_where_one_answer_is_asked_two_make_the_first():
    assert written(clause(delai=("90", "15"))) == written(clause(delai="15"))


def test_choices_of_a_family_that_is_not_asked_are_left_out():
    alone = clause((SECURITY,))

    assert {article.point.family for article in alone.articles} == {PREAMBLE, SECURITY}
    assert (alone.terms.exit_days, alone.terms.together_months) == (0, 0)
    assert questions_of((SECURITY,)) != questions_of(FAMILIES)


def test_the_penalty_is_written_in_figures():
    made = clause(terms=Terms(TERMS.start, TERMS.reception, 48, 1500))

    assert "1\u202f500\u00a0€" in " ".join(text for _code, text, *_rest in written(made))
