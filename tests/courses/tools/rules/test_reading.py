"""What comes back from a browser is read again, bounded, cleaned, or refused."""

import pytest

from courses.tools.rules import reading
from courses.tools.rules.reading import Unreadable


def test_nothing_sent_is_nothing_answered():
    assert reading.state("") == {}


def test_what_is_written_is_read_again_as_it_was():
    answers = {"project": "Éclairer « mieux »", "answers": {"D1": {"yes": True}}}

    assert reading.state(reading.written(answers)) == answers


@pytest.mark.parametrize(
    "sent",
    ["{", "[]", "12", '"texte"', "null", "[" * 50_000, "x" * (reading.LONGEST_STATE + 1), '{"a": NaN'],
    ids=["cut", "list", "number", "text", "null", "nested", "long", "cut number"],
)
def test_what_is_not_a_mapping_of_answers_is_refused(sent):
    with pytest.raises(Unreadable):
        reading.state(sent)


def test_texts_lose_the_signs_that_no_document_holds_and_keep_their_lines():
    assert reading.text(" Un\x00\r\ndeux\ud800\ufffe\rtrois ", longest=20) == "Un\ndeux\ntrois"
    assert reading.line("  Un \n  deux ", longest=20) == "Un deux"


@pytest.mark.parametrize("value", [None, 12, ["a"], "x" * 21])
def test_a_text_of_another_kind_or_too_long_is_refused(value):
    with pytest.raises(Unreadable):
        reading.text(value, longest=20)


def test_lists_choices_and_names_are_checked():
    assert reading.sequence([1, 2], longest=2) == [1, 2]
    assert reading.one_of("oui", {"oui": True}) == "oui"
    assert reading.yes_or_no(False) is False
    reading.one_of_each({"a": 1}, ["a", "b"])
    for refused in (
        lambda: reading.sequence([1, 2, 3], longest=2),
        lambda: reading.sequence({"a": 1}, longest=2),
        lambda: reading.one_of("peut-être", ["oui", "non"]),
        lambda: reading.one_of(["oui"], ["oui"]),
        lambda: reading.yes_or_no("oui"),
        lambda: reading.one_of_each({"c": 1}, ["a", "b"]),
    ):
        with pytest.raises(Unreadable):
            refused()
