"""The partnership test (rapport de 2017, proposition n° 22): its truth table, and its borderline cases."""

import itertools

import pytest

from courses.tools.rules.partnership import (
    PRECAUTIONS,
    Solution,
    condition_a,
    condition_b,
    either,
    every,
    exceeds_half,
    is_exactly_half,
    judge,
    lacks,
    meets_main,
    some,
)

CELL = {"O": True, "N": False, "?": None}


def solution(main, extra="", name="X"):
    """`solution("OO", "ON?")`: O is oui, N non, ? is not known."""
    return Solution(name, tuple(CELL[sign] for sign in main), tuple(CELL[sign] for sign in extra))


def judged(*solutions):
    first = solutions[0] if solutions else solution("O", "O")
    main = tuple(f"principal {number}" for number in range(len(first.main)))
    extra = tuple(f"accessoire {number}" for number in range(len(first.extra)))
    return judge(main=main, extra=extra, solutions=solutions)


def borders(verdict):
    return [border.code for border in verdict.borders]


# The whole table: A, B (« / » when there is no secondary need), then what the letter concludes.
TRUTH_TABLE = [
    (True, True, True), (True, False, True), (True, None, True), (True, "/", True),
    (False, True, True), (False, False, False), (False, None, None), (False, "/", False),
    (None, True, True), (None, False, None), (None, None, None), (None, "/", None),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "justified"), TRUTH_TABLE)
def test_each_condition_is_enough_and_what_is_unknown_stays_so_until_it_cannot_matter(a, b, justified):
    assert either(a, None if b == "/" else b, has_extra=b != "/") is justified


def test_the_table_holds_every_case():
    assert {(a, b) for a, b, _justified in TRUTH_TABLE} == set(
        itertools.product([True, False, None], [True, False, None, "/"])
    )


@pytest.mark.parametrize(
    ("solutions", "a", "b", "literal", "sensible", "border"),
    [
        # (a) three solutions, each of which misses a main need
        ([("NO", "OO"), ("ON", "OO"), ("NN", "OO")], True, False, True, True, []),
        # (b) all the main needs, 2 secondary ones out of 5
        ([("OO", "OONNN")], False, True, True, True, ["confort", "poids"]),
        # (c) all the main needs, 3 out of 5
        ([("OO", "OOONN")], False, False, False, False, []),
        # (d) all the main needs, 2 out of 4: half exactly
        ([("OO", "OONN")], False, True, True, True, ["moitie-pile", "confort", "poids"]),
        # (e) X has the main needs, Y the secondary ones
        ([("OO", "NN"), ("NO", "OO")], False, False, False, True, ["croisees"]),
        # (f) nobody answered
        ([], True, True, True, True, ["aucune-solution"]),
    ],
)
def test_the_six_trials_of_the_lesson(solutions, a, b, literal, sensible, border):
    verdict = judged(*(solution(main, extra) for main, extra in solutions))

    assert (verdict.condition_a, verdict.condition_b) == (a, b)
    assert (verdict.literal, verdict.sensible) == (literal, sensible)
    assert borders(verdict) == border
    assert verdict.diverges is (border == ["croisees"])


class TestEachSolution:
    @pytest.mark.parametrize(("cells", "meets"), [("OO", True), ("ON", False), ("O?", None), ("N?", False)])
    def test_meets_the_main_needs_when_it_meets_all(self, cells, meets):
        assert meets_main(solution(cells)) is meets

    @pytest.mark.parametrize(
        ("cells", "exceeds"),
        [
            ("OOONNN", False), ("OOOONN", True), ("OOO?NN", None), ("OO??NN", None), ("OO?NNN", False),
            ("O", True), ("N", False), ("?", None), ("ON", False), ("O?", None), ("OOO", True), ("OO?", True),
        ],
    )  # fmt: skip
    def test_exceeds_half_only_beyond_half_and_for_sure_only_when_nothing_unknown_can_change_it(self, cells, exceeds):
        assert exceeds_half(solution("O", cells)) is exceeds

    def test_is_at_half_exactly_when_as_many_are_met_as_not(self):
        assert is_exactly_half(solution("O", "OONN"))
        assert not is_exactly_half(solution("O", "OON"))
        assert not is_exactly_half(solution("O", ""))


class TestWithoutSecondaryNeeds:
    def test_b_is_about_nothing_and_a_decides_alone(self):
        assert judged(solution("ON")).literal is True
        assert judged(solution("OO")).literal is False
        assert judged(solution("O?")).literal is None
        assert judged(solution("OO")).condition_b is None
        assert borders(judged(solution("OO"))) == ["sans-accessoire"]

    def test_common_sense_says_the_same(self):
        for cells in ("ON", "OO", "O?"):
            verdict = judged(solution(cells))
            assert verdict.sensible is verdict.literal


class TestWhatIsUnknown:
    def test_leaves_the_conclusion_open_when_it_may_change_it(self):
        verdict = judged(solution("O?", "OO"))

        assert verdict.condition_a is None
        assert verdict.literal is None
        assert not verdict.is_settled

    def test_does_not_matter_when_the_other_condition_is_enough(self):
        verdict = judged(solution("O?", "NN"))

        assert verdict.literal is True
        assert verdict.sensible is True

    def test_does_not_matter_when_another_solution_settles_it(self):
        verdict = judged(solution("O?", "O?"), solution("OO", "OO", name="Y"))

        assert verdict.literal is False
        assert verdict.sensible is False

    @pytest.mark.parametrize("cells", list(itertools.product("ON?", repeat=4)))
    def test_is_concluded_exactly_when_every_way_to_fill_it_concludes_the_same(self, cells):
        """Three-valued logic must not lose a conclusion here, nor invent one."""
        main, extra = "".join(cells[:2]), "".join(cells[2:])
        fillings = [
            judged(solution("".join(filled[:2]), "".join(filled[2:])))
            for filled in itertools.product(*("ON" if cell == "?" else cell for cell in cells))
        ]
        verdict = judged(solution(main, extra))

        for reading in ("literal", "sensible"):
            outcomes = {getattr(filled, reading) for filled in fillings}
            if getattr(verdict, reading) is not None:
                assert outcomes == {getattr(verdict, reading)}
            else:
                assert len(outcomes) == 2


def test_the_letter_never_says_yes_where_common_sense_says_no():
    every_solution = [solution("".join(cells[:1]), "".join(cells[1:])) for cells in itertools.product("ON", repeat=3)]
    for one, other in itertools.product(every_solution, repeat=2):
        verdict = judged(one, other)
        assert not (verdict.literal is True and verdict.sensible is False)


class TestBorderlineCases:
    def test_name_the_solutions_that_cross(self):
        verdict = judged(solution("OO", "NN", name="X"), solution("ON", "OO", name="Y"), solution("NN", "NN", name="Z"))

        (crossed,) = verdict.borders
        assert crossed.names == ("X", "Y")

    def test_name_the_secondary_needs_that_nobody_meets_when_b_holds_because_of_them(self):
        verdict = judge(
            main=("trier",),
            extra=("léger", "chante", "fait le café"),
            solutions=(Solution("X", (True,), (True, False, False)),),
        )

        heavy = next(border for border in verdict.borders if border.code == "poids")
        assert heavy.names == ("chante", "fait le café")

    def test_do_not_blame_needs_that_change_nothing(self):
        assert "poids" not in borders(judged(solution("O", "OOON")))
        assert "poids" not in borders(judged(solution("O", "NN")))

    def test_half_exactly_is_said_only_when_it_decides(self):
        assert "moitie-pile" not in borders(judged(solution("O", "OONN"), solution("O", "OOON", name="Y")))


def test_without_any_solution_both_conditions_hold():
    assert condition_a([]) is True
    assert condition_b([]) is True


def test_some_and_every_are_those_of_three_valued_logic():
    assert [some(values) for values in ((True, None), (False, None), (False,), ())] == [True, None, False, False]
    assert [every(values) for values in ((True, None), (False, None), (True,), ())] == [None, False, True, True]


def test_a_precaution_that_nobody_knows_of_is_not_taken():
    taken = {one.code: True for one in PRECAUTIONS}

    assert lacks(taken) == ()
    assert [one.code for one in lacks(taken | {"muet": None, "relues": False})] == ["relues", "muet"]
    assert lacks({}) == PRECAUTIONS
