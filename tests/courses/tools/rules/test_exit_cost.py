"""Tool 4: the sum of a departure, its index and colour, what is suspicious in it and what to negotiate."""

from decimal import Decimal
from fractions import Fraction

import pytest

from courses.tools.rules.exit_cost import (
    BY_CODE,
    GREEN,
    ITEMS,
    NEVER,
    OLD,
    ORANGE,
    RECENT,
    RED,
    Contract,
    Line,
    colour_of,
    estimate,
    read_amount,
)

NOTHING = Line(Decimal(1), Decimal(0), Decimal(0), Decimal(0))


def line(price, quantity=1, low=None, high=None):
    likely = Decimal(price)
    return Line(
        Decimal(quantity), Decimal(price if low is None else low), likely, Decimal(price if high is None else high)
    )


def lines(**given):
    return {item.code: given.get(item.code, NOTHING) for item in ITEMS}


def contract(yearly=40_000, months_left=24, test=RECENT):
    return Contract(Decimal(yearly), months_left, test)


# The bins of Trois-Lavoirs, as in REV-5: one operator, then several.
BINS = lines(export=line(12_000), double=line(2_500, 4), formation=line(500, 12), objets=line(60, 800))
OPEN = lines(export=line(12_000), double=line(2_500, 4), formation=line(500, 12))


def test_the_example_of_the_lesson_costs_76_000_euros_and_its_index_is_red():
    found = estimate(BINS, contract())

    assert found.likely.total == Decimal(76_000)
    assert found.likely.index == Fraction(19, 10)
    assert found.likely.colour == RED
    assert {amount.item.code: amount.likely for amount in found.amounts} == {
        "export": 12_000,
        "cible": 0,
        "double": 10_000,
        "formation": 6_000,
        "objets": 48_000,
        "indemnites": 0,
        "agents": 0,
    }


def test_with_an_open_network_the_same_departure_costs_28_000_euros_and_is_orange():
    found = estimate(OPEN, contract())

    assert found.likely.total == Decimal(28_000)
    assert found.likely.index == Fraction(7, 10)
    assert found.likely.colour == ORANGE


def test_a_replacement_between_40_and_90_euros_moves_the_index_from_1_5_to_2_5():
    found = estimate({**BINS, "objets": line(60, 800, low=40, high=90)}, contract())

    assert (found.low.index, found.high.index) == (Fraction(3, 2), Fraction(5, 2))
    assert (found.low.colour, found.likely.colour, found.high.colour) == (ORANGE, RED, RED)
    assert found.colours == (ORANGE, RED)


@pytest.mark.parametrize(
    ("index", "colour"),
    [
        (Fraction(0), GREEN),
        (Fraction(499, 1000), GREEN),
        (Fraction(1, 2), ORANGE),
        (Fraction(3, 2), ORANGE),
        (Fraction(1501, 1000), RED),
    ],
)
def test_the_thresholds_are_those_of_the_lesson(index, colour):
    assert colour_of(index) == colour


def test_shares_are_exact_and_make_a_whole():
    found = estimate(lines(export=line(1), cible=line(1), agents=line(1)), contract())

    assert [amount.share for amount in found.amounts if amount.share] == [Fraction(1, 3)] * 3
    assert sum(amount.share for amount in found.amounts) == 1


def test_cents_are_not_lost():
    found = estimate(lines(export=line("0.10"), formation=line("0.10", 2)), contract(yearly="0.30"))

    assert found.likely.total == Decimal("0.30")
    assert found.likely.index == 1
    assert found.likely.months == 12


def test_what_is_left_to_pay_follows_the_months_of_the_contract():
    assert contract(yearly=40_000, months_left=30).left_to_pay == Decimal("100000.00")
    assert contract(yearly=100, months_left=1).left_to_pay == Decimal("8.33")


def test_the_heaviest_expense_is_negotiated_first_and_a_zero_not_at_all():
    assert [amount.item.code for amount in estimate(BINS, contract()).levers] == [
        "objets",
        "export",
        "double",
        "formation",
    ]


def test_nothing_at_all_costs_nothing_and_is_said_unknown():
    found = estimate(lines(), contract())

    assert (found.likely.total, found.likely.index, found.likely.colour) == (0, 0, GREEN)
    assert found.levers == ()
    assert "personne n’a encore chiffré" in " ".join(found.warnings)


@pytest.mark.parametrize("code", BY_CODE)
def test_each_zero_asks_its_own_question_and_a_figure_silences_it(code):
    assert BY_CODE[code].empty in estimate(lines(), contract()).warnings
    assert BY_CODE[code].empty not in estimate(lines(**{code: line(10)}), contract()).warnings


def said(given=BINS, **about):
    return " ".join(estimate(given, contract(**about)).warnings)


@pytest.mark.parametrize(
    ("given", "about", "warning"),
    [
        (BINS, {}, "Une seule valeur, sans marge"),
        ({**BINS, "objets": line(60, 800, low=40)}, {}, "la couleur change"),
        (BINS, {}, "plus de la moitié du total"),
        (BINS, {"test": NEVER}, "Aucun export complet"),
        (BINS, {"test": OLD}, "plus d’un an"),
        (BINS, {"months_left": 0}, "plus d’échéance"),
        (BINS, {"months_left": 11}, "moins d’un an"),
        (BINS, {"months_left": 22}, "coûte plus cher que payer"),
    ],
)
def test_each_warning_is_said_where_it_holds(given, about, warning):
    assert warning in said(given, **about)


@pytest.mark.parametrize(
    ("given", "about", "warning"),
    [
        ({**BINS, "objets": line(60, 800, high=61)}, {}, "Une seule valeur"),
        ({**BINS, "objets": line(60, 800, low=59)}, {}, "la couleur change"),
        (OPEN, {"months_left": 24}, "plus de la moitié du total"),
        (BINS, {"test": RECENT}, "export complet"),
        (BINS, {"months_left": 12}, "moins d’un an"),
        (BINS, {"months_left": 23}, "coûte plus cher que payer"),
        (BINS, {"months_left": 0}, "coûte plus cher que payer"),
    ],
)
def test_no_warning_is_said_where_it_does_not_hold(given, about, warning):
    assert warning not in said(given, **about)


@pytest.mark.parametrize("colour", [GREEN, ORANGE, RED])
def test_each_colour_has_its_advice(colour):
    yearly = {GREEN: 1_000_000, ORANGE: 76_000, RED: 40_000}[colour]

    found = estimate(BINS, contract(yearly=yearly))

    assert found.likely.colour == colour
    assert found.advice


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12 500,50", "12500.50"),
        ("12\u00a0500,5", "12500.50"),
        ("12\u202f500", "12500"),
        ("12500.50 €", "12500.50"),
        ("0", "0"),
        ("0,1", "0.1"),
    ],
)
def test_an_amount_is_read_as_french_people_type_it(typed, amount):
    assert read_amount(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "douze", "-5", "1,005", "12 5", "1.234.567", "12 $", "1e5", "NaN", "Infinity"])
def test_what_is_not_an_amount_to_the_cent_is_refused(typed):
    assert read_amount(typed) is None


def test_low_likely_and_high_must_be_in_this_order():
    assert line(60, low=40, high=90).is_ordered
    assert not line(60, low=70).is_ordered
    assert not line(60, high=50).is_ordered
