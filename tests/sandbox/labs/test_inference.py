"""What lab 1 guesses in a curve, and how an answer is judged."""

from datetime import date, timedelta

import pytest

from sandbox.labs.rules.inference import answers_match, guess_absences, guess_leak, guess_wake_hour, span_matches
from sandbox.town import rules as town

YEAR = [date(2025, 1, 1) + timedelta(days=number) for number in range(365)]
SOME = range(0, 2000, 40)


def hours_of(number: int) -> dict[date, list[int | None]]:
    return {day: [*hours] for day, hours in zip(YEAR, town.hourly_energy(number, YEAR[0], YEAR[-1]), strict=True)}


def by_day(values) -> dict[date, int | None]:
    return dict(zip(YEAR, values.tolist(), strict=True))


def test_the_wake_hour_of_any_household_is_guessed_within_half_an_hour() -> None:
    guesses = {number: guess_wake_hour(hours_of(number)) for number in SOME}

    near = [abs(guess.hour - town.household(number).wake) <= 0.5 for number, guess in guesses.items() if guess]
    assert len(near) == len(SOME)
    assert all(near)


@pytest.mark.parametrize("persona", town.PERSONAS, ids=lambda persona: persona.code)
def test_the_wake_hour_of_each_persona_is_guessed_within_an_hour(persona: town.Persona) -> None:
    guess = guess_wake_hour(hours_of(persona.household))

    assert guess is not None
    assert answers_match(guess.hour, town.household(persona.household).wake)
    assert guess.low - 0.5 <= guess.hour <= guess.high + 0.5
    assert 0 <= guess.confidence <= 1


def test_too_few_mornings_give_no_guess() -> None:
    hours = hours_of(3)

    assert guess_wake_hour({day: hours[day] for day in YEAR[:100]}) is None
    assert guess_wake_hour({day: [None, *hours[day][1:]] for day in YEAR}) is None


@pytest.mark.parametrize("number", SOME)
def test_water_tells_each_absence_to_the_day(number: int) -> None:
    guesses = guess_absences(by_day(town.daily_energy(number)), by_day(town.daily_water(number)))

    assert tuple((guess.first, guess.last) for guess in guesses) == town.household(number).absences
    assert all(guess.days >= 2 and 0.7 <= guess.confidence < 1 for guess in guesses)


def test_energy_alone_misses_some_absences_and_never_claims_certainty() -> None:
    found = total = 0
    for number in SOME:
        guesses = guess_absences(by_day(town.daily_energy(number)))
        found += len({(guess.first, guess.last) for guess in guesses} & set(town.household(number).absences))
        total += len(town.household(number).absences)
        assert all(guess.confidence <= 0.95 for guess in guesses)

    assert 0.7 * total < found < total


def test_a_leak_is_found_in_every_household_that_has_one_and_in_no_other() -> None:
    for number in range(0, 2000, 4):
        guess, leak = guess_leak(by_day(town.daily_water(number))), town.household(number).leak

        assert (guess is None) == (leak is None), number
        if guess and leak:
            assert span_matches(guess.first, guess.last, [leak], slack=3)
            assert guess.amount == pytest.approx(240, abs=60)


def test_a_fortnight_of_visitors_is_no_leak() -> None:
    water: dict[date, int | None] = dict.fromkeys(YEAR, 300)
    water |= dict.fromkeys(YEAR[100:114], 600)

    assert guess_leak(water) is None
    assert guess_leak({}) is None


def test_gaps_are_no_absence() -> None:
    energy: dict[date, int | None] = dict.fromkeys(YEAR, 9000)
    energy |= dict.fromkeys(YEAR[10:20])

    assert guess_absences(energy) == ()


@pytest.mark.parametrize(
    ("given", "truth", "right"),
    [
        (7, 6.2, True),
        (8, 6.2, False),
        (4343, 4300, True),
        (4344, 4300, False),
        (date(2025, 5, 2), date(2025, 5, 1), True),
        (date(2025, 5, 3), date(2025, 5, 1), False),
        (3, date(2025, 5, 1), False),
    ],
)
def test_an_answer_is_right_within_one_unit_or_one_per_cent(
    given: float | date, truth: float | date, right: bool
) -> None:
    assert answers_match(given, truth) is right


def test_a_span_must_match_at_both_ends() -> None:
    truths = [(date(2025, 5, 1), date(2025, 5, 9)), (date(2025, 8, 1), date(2025, 8, 12))]

    assert span_matches(date(2025, 8, 2), date(2025, 8, 11), truths)
    assert not span_matches(date(2025, 5, 1), date(2025, 8, 12), truths)
