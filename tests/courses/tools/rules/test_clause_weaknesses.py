"""Tool 5: choices that fight each other, and the law that is shown with its mark."""

import pytest

from courses.tools.rules.clauses.parts import ABSENT, FAMILIES, REVERSIBILITY, SECURITY
from courses.tools.rules.clauses.timing import Terms
from courses.tools.rules.clauses.weaknesses import CLASHES, CONFIRMED, FACTS, UNCHECKED
from tests.courses.tools.rules.clauses import ALL_QUESTIONS, TERMS, clause

QUESTIONS = {question.code: question for question in ALL_QUESTIONS}


def test_every_clash_and_every_fact_names_existing_options():
    for clash in CLASHES:
        for code, options in (*clash.picks, *clash.lacks):
            assert set(options) <= {option.code for option in QUESTIONS[code].options} | {ABSENT}
    for fact in FACTS:
        for code, options in fact.picks:
            assert set(options) <= {option.code for option in QUESTIONS[code].options}


@pytest.mark.parametrize("clash", CLASHES, ids=lambda clash: clash.reason[:30])
def test_each_clash_is_reached(clash):
    picks = {code: options[0] for code, options in clash.picks}
    without = {
        code: tuple(option.code for option in QUESTIONS[code].options if option.code not in options)
        for code, options in clash.lacks
    }

    assert clash in clause(**picks, **without).clashes


@pytest.mark.parametrize("clash", CLASHES, ids=lambda clash: clash.reason[:30])
def test_a_clash_is_gone_when_one_of_its_choices_is(clash):
    picks = {code: options[0] for code, options in clash.picks}
    for code, options in clash.picks:
        spared = next(option.code for option in QUESTIONS[code].options if option.code not in options)

        assert clash not in clause(**{**picks, code: spared}).clashes


def test_objects_may_change_network_once_their_keys_are_handed_back():
    reasons = " ".join(clash.reason for clash in clause(contrat="objets").clashes)

    assert "changer de réseau" not in reasons
    assert "changer de réseau" in " ".join(
        clash.reason for clash in clause(contrat="objets", perimetre="donnees").clashes
    )


def test_a_clash_between_two_families_needs_both():
    assert any("clause de sécurité se tait" in clash.reason for clash in clause(fin="donnees").clashes)
    assert clause((SECURITY,), fin="donnees").clashes == ()
    assert clause((REVERSIBILITY,), fin="donnees").clashes == ()


@pytest.mark.parametrize(
    ("terms", "changed", "said"),
    [
        (Terms(TERMS.start, TERMS.reception, 12, 150), {}, "l’essai annuel n’aura jamais lieu"),
        (Terms(TERMS.start, TERMS.reception, 48, 0), {}, "zéro euro"),
        (Terms(TERMS.start, TERMS.reception, 121, 150), {}, "plus de dix ans"),
    ],
)
def test_dates_and_amounts_are_warned_of(terms, changed, said):
    assert said in " ".join(clause(terms=terms, **changed).warnings)


@pytest.mark.parametrize(
    ("terms", "changed", "said"),
    [
        (Terms(TERMS.start, TERMS.reception, 12, 150), {"essai": "reception"}, "l’essai annuel"),
        (Terms(TERMS.start, TERMS.reception, 48, 0), {"penalite": ABSENT, "sanction": ABSENT}, "zéro euro"),
        (Terms(TERMS.start, TERMS.reception, 120, 150), {}, "plus de dix ans"),
    ],
)
def test_they_are_not_where_it_makes_no_difference(terms, changed, said):
    assert said not in " ".join(clause(terms=terms, **changed).warnings)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.text[:30])
def test_each_fact_is_shown_to_those_whom_it_concerns_with_its_mark_and_source(fact):
    picks = {code: options[0] for code, options in fact.picks}

    assert fact.mark in (CONFIRMED, UNCHECKED)
    assert fact.source
    for family in FAMILIES:
        assert (fact in clause((family,), **picks).facts) == (family in fact.families)


def test_the_data_act_is_not_told_to_who_buys_a_concession():
    told = " ".join(fact.text for fact in clause((REVERSIBILITY,), contrat="concession").facts)

    assert "concessionnaire" in told
    assert "transition de 30 jours" not in told
