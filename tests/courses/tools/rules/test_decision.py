"""The decision sheet: every path, and where it leads (rapport de 2017, annexe 3; fact sheet INT-4)."""

import pytest

from courses.tools.rules.decision import (
    ACCOMPANY,
    BY_CODE,
    OUTCOME_BY_CODE,
    OUTCOMES,
    QUESTIONS,
    Answer,
    answered,
    follow,
    paths,
)

# Written by hand from the eleven lines of the fact sheet and from the frames of annexe 3, not from the rules.
# « + » is oui, « - » is non; then the outcome, then what the path leaves to do on the way.
EVERY_PATH = """
D1-                                           | S0 |
D1+ D2+ D3+                                   | S1 |
D1+ D2- D4+ D8-                               | S2 |
D1+ D2- D4+ D8+ D9+ D10-                      | S4 |
D1+ D2- D4+ D8+ D9+ D10+ D11+                 | S4 |
D1+ D2- D4+ D8+ D9+ D10+ D11-                 | S2 |
D1+ D2- D4+ D8+ D9- D10-                      | S4 | S3
D1+ D2- D4+ D8+ D9- D10+ D11+                 | S4 | S3
D1+ D2- D4+ D8+ D9- D10+ D11-                 | S2 | S3
D1+ D2- D4- D5+ D8-                           | S2 | exiger
D1+ D2- D4- D5+ D8+ D9+ D10-                  | S4 | exiger
D1+ D2- D4- D5+ D8+ D9+ D10+ D11+             | S4 | exiger
D1+ D2- D4- D5+ D8+ D9+ D10+ D11-             | S2 | exiger
D1+ D2- D4- D5+ D8+ D9- D10-                  | S4 | exiger S3
D1+ D2- D4- D5+ D8+ D9- D10+ D11+             | S4 | exiger S3
D1+ D2- D4- D5+ D8+ D9- D10+ D11-             | S2 | exiger S3
D1+ D2- D4- D5- D6+ D8-                       | S2 | acheter
D1+ D2- D4- D5- D6+ D8+ D9+ D10-              | S4 | acheter
D1+ D2- D4- D5- D6+ D8+ D9+ D10+ D11+         | S4 | acheter
D1+ D2- D4- D5- D6+ D8+ D9+ D10+ D11-         | S2 | acheter
D1+ D2- D4- D5- D6+ D8+ D9- D10-              | S4 | acheter S3
D1+ D2- D4- D5- D6+ D8+ D9- D10+ D11+         | S4 | acheter S3
D1+ D2- D4- D5- D6+ D8+ D9- D10+ D11-         | S2 | acheter S3
D1+ D2- D4- D5- D6- D7+ D8-                   | S2 | collecter
D1+ D2- D4- D5- D6- D7+ D8+ D9+ D10-          | S4 | collecter
D1+ D2- D4- D5- D6- D7+ D8+ D9+ D10+ D11+     | S4 | collecter
D1+ D2- D4- D5- D6- D7+ D8+ D9+ D10+ D11-     | S2 | collecter
D1+ D2- D4- D5- D6- D7+ D8+ D9- D10-          | S4 | collecter S3
D1+ D2- D4- D5- D6- D7+ D8+ D9- D10+ D11+     | S4 | collecter S3
D1+ D2- D4- D5- D6- D7+ D8+ D9- D10+ D11-     | S2 | collecter S3
D1+ D2- D4- D5- D6- D7- D8-                   | S2 | sans
D1+ D2- D4- D5- D6- D7- D8+ D9+ D10-          | S4 | sans
D1+ D2- D4- D5- D6- D7- D8+ D9+ D10+ D11+     | S4 | sans
D1+ D2- D4- D5- D6- D7- D8+ D9+ D10+ D11-     | S2 | sans
D1+ D2- D4- D5- D6- D7- D8+ D9- D10-          | S4 | sans S3
D1+ D2- D4- D5- D6- D7- D8+ D9- D10+ D11+     | S4 | sans S3
D1+ D2- D4- D5- D6- D7- D8+ D9- D10+ D11-     | S2 | sans S3
D1+ D2+ D3- D4+ D8-                           | S2 |
D1+ D2+ D3- D4+ D8+ D9+ D10-                  | S4 |
D1+ D2+ D3- D4+ D8+ D9+ D10+ D11+             | S4 |
D1+ D2+ D3- D4+ D8+ D9+ D10+ D11-             | S2 |
D1+ D2+ D3- D4+ D8+ D9- D10-                  | S4 | S3
D1+ D2+ D3- D4+ D8+ D9- D10+ D11+             | S4 | S3
D1+ D2+ D3- D4+ D8+ D9- D10+ D11-             | S2 | S3
D1+ D2+ D3- D4- D5+ D8-                       | S2 | exiger
D1+ D2+ D3- D4- D5+ D8+ D9+ D10-              | S4 | exiger
D1+ D2+ D3- D4- D5+ D8+ D9+ D10+ D11+         | S4 | exiger
D1+ D2+ D3- D4- D5+ D8+ D9+ D10+ D11-         | S2 | exiger
D1+ D2+ D3- D4- D5+ D8+ D9- D10-              | S4 | exiger S3
D1+ D2+ D3- D4- D5+ D8+ D9- D10+ D11+         | S4 | exiger S3
D1+ D2+ D3- D4- D5+ D8+ D9- D10+ D11-         | S2 | exiger S3
D1+ D2+ D3- D4- D5- D6+ D8-                   | S2 | acheter
D1+ D2+ D3- D4- D5- D6+ D8+ D9+ D10-          | S4 | acheter
D1+ D2+ D3- D4- D5- D6+ D8+ D9+ D10+ D11+     | S4 | acheter
D1+ D2+ D3- D4- D5- D6+ D8+ D9+ D10+ D11-     | S2 | acheter
D1+ D2+ D3- D4- D5- D6+ D8+ D9- D10-          | S4 | acheter S3
D1+ D2+ D3- D4- D5- D6+ D8+ D9- D10+ D11+     | S4 | acheter S3
D1+ D2+ D3- D4- D5- D6+ D8+ D9- D10+ D11-     | S2 | acheter S3
D1+ D2+ D3- D4- D5- D6- D7+ D8-               | S2 | collecter
D1+ D2+ D3- D4- D5- D6- D7+ D8+ D9+ D10-      | S4 | collecter
D1+ D2+ D3- D4- D5- D6- D7+ D8+ D9+ D10+ D11+ | S4 | collecter
D1+ D2+ D3- D4- D5- D6- D7+ D8+ D9+ D10+ D11- | S2 | collecter
D1+ D2+ D3- D4- D5- D6- D7+ D8+ D9- D10-      | S4 | collecter S3
D1+ D2+ D3- D4- D5- D6- D7+ D8+ D9- D10+ D11+ | S4 | collecter S3
D1+ D2+ D3- D4- D5- D6- D7+ D8+ D9- D10+ D11- | S2 | collecter S3
D1+ D2+ D3- D4- D5- D6- D7- D8-               | S2 | sans
D1+ D2+ D3- D4- D5- D6- D7- D8+ D9+ D10-      | S4 | sans
D1+ D2+ D3- D4- D5- D6- D7- D8+ D9+ D10+ D11+ | S4 | sans
D1+ D2+ D3- D4- D5- D6- D7- D8+ D9+ D10+ D11- | S2 | sans
D1+ D2+ D3- D4- D5- D6- D7- D8+ D9- D10-      | S4 | sans S3
D1+ D2+ D3- D4- D5- D6- D7- D8+ D9- D10+ D11+ | S4 | sans S3
D1+ D2+ D3- D4- D5- D6- D7- D8+ D9- D10+ D11- | S2 | sans S3
"""


def expected():
    rows = [[cell.strip() for cell in line.split("|")] for line in EVERY_PATH.strip().splitlines()]
    return [(way, outcome, tuple(tasks.split())) for way, outcome, tasks in rows]


def written(way):
    return " ".join(f"{code}{'+' if yes else '-'}" for code, yes in way)


def given(way):
    return {step[:-1]: Answer(step.endswith("+")) for step in way.split()}


def test_the_paths_are_the_seventy_two_that_the_report_draws_and_each_ends_where_it_says():
    found = {written(way): outcome for way, outcome in paths()}

    assert len(found) == 72
    assert found == {way: outcome for way, outcome, _tasks in expected()}


@pytest.mark.parametrize(
    ("way", "outcome", "tasks"), expected(), ids=lambda part: part if isinstance(part, str) else ""
)
def test_following_the_answers_leads_to_the_outcome_with_its_tasks_on_the_way(way, outcome, tasks):
    path = follow(given(way))

    assert path.outcome is not None
    assert path.outcome.code == outcome
    assert path.next_question == ""
    assert [step.question.code for step in path.steps] == [step[:-1] for step in way.split()]
    assert tuple(task.code for task in path.tasks) == tasks


def test_there_are_eleven_questions_and_every_one_of_them_is_on_a_path():
    asked = {code for way, _outcome in paths() for code, _yes in way}

    assert [question.code for question in QUESTIONS] == [f"D{number}" for number in range(1, 12)]
    assert asked == set(BY_CODE)


def test_every_outcome_is_reached_and_says_why_what_to_write_and_what_to_read():
    assert {outcome for _way, outcome in paths()} == set(OUTCOME_BY_CODE) == {"S0", "S1", "S2", "S4"}
    for outcome in OUTCOMES:
        assert outcome.text
        assert outcome.why
        assert outcome.papers
        assert outcome.lessons
    assert ACCOMPANY.code == "S3"


def test_every_beginning_of_a_path_asks_for_its_next_question():
    for way, _outcome in paths():
        for length, (code, _yes) in enumerate(way):
            path = follow({known: Answer(yes) for known, yes in way[:length]})
            assert path.next_question == code
            assert path.outcome is None


def test_a_path_that_would_loop_or_lead_nowhere_is_refused(monkeypatch):
    from dataclasses import replace

    monkeypatch.setitem(BY_CODE, "D11", replace(BY_CODE["D11"], no="D8"))
    with pytest.raises(ValueError, match="D8 comes back"):
        list(paths())

    monkeypatch.setitem(BY_CODE, "D11", replace(BY_CODE["D11"], no="D12"))
    with pytest.raises(ValueError, match="D12 is neither"):
        list(paths())


def test_an_answer_that_is_no_longer_on_the_path_is_not_used():
    stays = given("D1+ D2+ D3+ D4- D5+")

    path = follow(stays)

    assert path.outcome is OUTCOME_BY_CODE["S1"]
    assert path.tasks == ()


class TestTheThreePointsOfD8:
    question = BY_CODE["D8"]

    def test_are_the_uses_the_shared_works_and_the_gains(self):
        assert [point.code for point in self.question.points] == ["usages", "travaux", "gains"]

    @pytest.mark.parametrize(
        ("points", "yes"),
        [
            ({"usages", "travaux", "gains"}, True),
            ({"usages", "travaux"}, False),
            ({"usages", "gains"}, False),
            ({"travaux", "gains"}, False),
            ({"usages"}, False),
            (set(), False),
        ],
    )
    def test_make_a_yes_when_all_three_are_and_never_otherwise(self, points, yes):
        assert answered(self.question, yes=True, points=frozenset(points)).yes is yes

    def test_count_no_point_that_does_not_exist(self):
        answer = answered(self.question, yes=True, points=frozenset({"usages", "travaux", "inventé"}))

        assert not answer.yes
        assert answer.points == {"usages", "travaux"}


class TestTheRuleOfHonesty:
    def test_a_yes_is_justified_from_fifty_signs(self):
        assert Answer(True, "x" * 50).is_justified
        assert not Answer(True, "x" * 49).is_justified

    def test_spaces_do_not_make_a_reason(self):
        assert not Answer(True, "x" + " " * 60 + "y").is_justified

    def test_each_yes_without_a_reason_is_said_and_a_no_needs_none(self):
        answers = given("D1+ D2- D4+ D8-") | {
            "D1": Answer(True, "Trois réunions de quartier, comptes rendus des 3, 10 et 17 mars.")
        }

        assert [step.question.code for step in follow(answers).unjustified] == ["D4"]

    def test_the_outcome_does_not_depend_on_reasons(self):
        for way, outcome, _tasks in expected():
            reasoned = {code: Answer(answer.yes, "x" * 200) for code, answer in given(way).items()}
            assert follow(reasoned).outcome.code == outcome


# The five projects that the fact sheet proposes to try the sheet with.
@pytest.mark.parametrize(
    ("project", "way", "outcome"),
    [
        ("candélabres reliés pour la seule lumière", "D1+ D2- D4+ D8-", "S2"),
        ("arrosage des parcs, investissement inconnu", "D1+ D2- D4- D5- D6- D7- D8-", "S2"),
        ("itinéraires, le grand acteur s’améliore", "D1+ D2+ D3+", "S1"),
        ("itinéraires, la discussion échoue", "D1+ D2+ D3- D4+ D8+ D9+ D10-", "S4"),
        ("bruit mesuré par des volontaires", "D1+ D2- D4- D5- D6- D7+ D8+ D9+ D10+ D11+", "S4"),
        ("bornes Wi-Fi sans autre besoin que l’outil", "D1-", "S0"),
    ],
)
def test_the_projects_of_the_course_end_where_one_would_expect(project, way, outcome):
    assert follow(given(way)).outcome.code == outcome, project
