"""Statements as the core composes them, and as strangers would."""

from copy import deepcopy

import pytest

from courses.h5p.rules.statements import VERBS, BadStatement, read_statement
from tests.courses.h5p.results.conftest import answered

CONSUME = "http://activitystrea.ms/schema/1.0/consume"
COMPLETED = "http://adlnet.gov/expapi/verbs/completed"


def changed(path, value):
    """A sound statement but for one place."""
    statement = answered("0")
    *above, last = path.split(".")
    place = statement
    for name in above:
        place = place.setdefault(name, {})
    place[last] = value
    return statement


def test_what_the_browser_says_of_who_and_when_is_not_read():
    one, other = answered("0"), deepcopy(answered("0"))
    other["actor"] = {"mbox": "mailto:autre@commune.example"}
    other["timestamp"] = "1999-01-01T00:00:00Z"
    other["object"]["id"] = "https://ailleurs.example/2"
    other["context"]["platform"] = "Moodle"

    assert read_statement(one) == read_statement(other)


def test_a_sound_statement_is_read():
    reading = read_statement(answered("0[,]2", score=(2, 3)))

    assert (reading.verb, reading.response, reading.duration) == ("answered", "0[,]2", "PT12.4S")
    assert (reading.score.raw, reading.score.maximum) == (2.0, 3.0)
    assert reading.categories == ("http://h5p.org/libraries/H5P.MultiChoice-1.16",)
    assert reading.ends_the_play


@pytest.mark.parametrize("verb", [COMPLETED, CONSUME])
def test_the_whole_ends_by_these_verbs_too(verb):
    assert read_statement(answered("", verb=verb)).ends_the_play


@pytest.mark.parametrize("statement", [answered("0", part="a-1"), answered("0", parent=True)])
def test_a_part_that_is_answered_does_not_end_the_play(statement):
    assert not read_statement(statement).ends_the_play


@pytest.mark.parametrize("verb", sorted(set(VERBS) - {answered("")["verb"]["id"], COMPLETED, CONSUME}))
def test_other_verbs_end_nothing(verb):
    assert not read_statement(answered("0", verb=verb)).ends_the_play


@pytest.mark.parametrize(
    ("response", "read"), [("", ""), (2, "2"), (True, "true"), (False, "false"), (None, None), ("a[.]b", "a[.]b")]
)
def test_a_response_may_be_a_number_or_a_boolean(response, read):
    assert read_statement(answered(response)).response == read


@pytest.mark.parametrize(
    "duration",
    ["PT0S", "PT12.4S", "PT1H2M3S", "P1DT2H", "P2W"],
)
def test_iso_durations_are_kept(duration):
    assert read_statement(answered("0", duration=duration)).duration == duration


@pytest.mark.parametrize("duration", ["", "PTNaNS", "P", "PT", "12", "-PT1S", "PT1S\n", "PT٣S", None])
def test_others_are_left_out(duration):
    assert read_statement(answered("0", duration=duration)).duration == ""


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("verb", "answered", "verb"),
        ("verb.id", None, "verb.id"),
        ("verb.id", 3, "verb.id"),
        ("verb.id", "http://adlnet.gov/expapi/verbs/hacked", "verb.id"),
        ("verb.id", "answered", "verb.id"),
        ("object", [], "object"),
        ("object.definition", "x", "object.definition"),
        ("object.definition.interactionType", "exam", "object.definition.interactionType"),
        ("object.definition.interactionType", ["choice"], "object.definition.interactionType"),
        ("object.definition.type", "sans schéma", "object.definition.type"),
        ("object.definition.description", "texte", "object.definition.description"),
        ("object.definition.description", {"fr": 3}, "object.definition.description"),
        ("object.definition.name", dict.fromkeys(map(str, range(11)), "x"), "object.definition.name"),
        ("object.definition.choices", {}, "object.definition.choices"),
        ("object.definition.choices", [{}] * 301, "object.definition.choices"),
        ("object.definition.choices", ["0"], "object.definition.choices"),
        ("object.definition.choices", [{"id": []}], "object.definition.choices.id"),
        ("object.definition.correctResponsesPattern", "0", "object.definition.correctResponsesPattern"),
        ("object.definition.correctResponsesPattern", [0], "object.definition.correctResponsesPattern"),
        ("object.definition.extensions", [], "object.definition.extensions"),
        ("object.definition.extensions", {"pas une adresse": 1}, "object.definition.extensions"),
        ("object.definition.extensions", {f"x:{n}": n for n in range(31)}, "object.definition.extensions"),
        ("object.definition.extensions", {"x:y": "z" * 20_001}, "object.definition.extensions"),
        (
            "object.definition.extensions",
            {"http://h5p.org/x-api/h5p-subContentId": "../1"},
            "object.definition.extensions",
        ),
        ("object.definition.extensions", {"http://h5p.org/x-api/h5p-subContentId": 1}, "object.definition.extensions"),
        ("context", 1, "context"),
        ("context.contextActivities", [], "context.contextActivities"),
        ("context.contextActivities.parent", "x", "context.contextActivities.parent"),
        ("context.contextActivities.category", [{"id": 1}], "context.contextActivities.category.id"),
        ("context.contextActivities.category", [{"id": "x"}] * 6, "context.contextActivities.category"),
        ("result", "bien", "result"),
        ("result.score", 1, "result.score"),
        ("result.score.raw", "1", "result.score.raw"),
        ("result.score.raw", True, "result.score.raw"),
        ("result.score.max", float("inf"), "result.score.max"),
        ("result.score.scaled", float("nan"), "result.score.scaled"),
        ("result.success", "oui", "result.success"),
        ("result.completion", 1, "result.completion"),
        ("result.response", ["0"], "result.response"),
        ("result.response", 1.5, "result.response"),
        ("result.response", "x" * 100_001, "result.response"),
        ("result.duration", 3, "result.duration"),
        ("result.extensions", [1], "result.extensions"),
    ],
)
def test_what_is_not_sound_is_refused_with_its_place(path, value, place):
    with pytest.raises(BadStatement) as refusal:
        read_statement(changed(path, value))

    assert refusal.value.place == place
    assert refusal.value.reason


@pytest.mark.parametrize("statement", [None, [], "answered", 3, {}, {"verb": {}}])
def test_what_is_no_statement_is_refused(statement):
    with pytest.raises(BadStatement):
        read_statement(statement)


@pytest.mark.parametrize("path", ["result.score.scaled", "result.score", "result", "context", "object.definition"])
def test_null_counts_as_absent(path):
    """JSON writes a division by zero so."""
    assert read_statement(changed(path, None)).verb == "answered"
