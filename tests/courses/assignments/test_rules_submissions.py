"""What a version goes through: no database, no clock."""

import pytest

from courses.assignments.rules.submissions import (
    Lack,
    PartFacts,
    State,
    Verdict,
    count_words,
    lacks,
    may_begin_again,
    may_reconsider,
    may_withdraw,
    needs_comment,
)


def a_part(code="fiche", words=40, **facts):
    return PartFacts(code, words, **facts)


class TestWhatIsMissing:
    def test_nothing_when_each_part_holds_a_text_or_a_file(self):
        assert lacks([a_part(), a_part("raci", words=0, attachments=1)]) == {}

    def test_each_empty_part_is_named(self):
        assert lacks([a_part(), a_part("raci", words=0)]) == {"raci": Lack.EMPTY}

    def test_an_optional_part_may_stay_empty(self):
        assert lacks([a_part(), a_part("annexe", words=0, is_optional=True)]) == {}

    def test_but_not_all_of_them(self):
        assert lacks([a_part(words=0, is_optional=True), a_part("b", words=0, is_optional=True)]) == {
            "fiche": Lack.EMPTY
        }

    @pytest.mark.parametrize(("words", "found"), [(450, {}), (451, {"fiche": Lack.TOO_LONG})])
    def test_a_text_keeps_to_its_length(self, words, found):
        assert lacks([a_part(words=words, most_words=450)]) == found

    def test_an_optional_text_keeps_to_its_length_too(self):
        assert lacks([a_part(words=11, most_words=10, is_optional=True)]) == {"fiche": Lack.TOO_LONG}


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("  \n ", 0), ("Aujourd’hui, le porte-parole s'explique.", 4), ("- un\n- **deux**\n\n3\u00a0€", 3)],
)
def test_words_are_counted_as_a_reader_does(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize("state", State)
def test_a_version_is_taken_back_only_before_anybody_reads_it(state):
    assert may_withdraw(state) is (state is State.WAITING)


@pytest.mark.parametrize("state", [None, *State])
def test_a_version_begins_when_there_is_none_or_when_the_last_is_to_be_redone(state):
    assert may_begin_again(state) is (state in (None, State.REDO))


def test_only_a_refusal_has_to_be_explained():
    assert [verdict for verdict in Verdict if needs_comment(verdict)] == [Verdict.REDO]


@pytest.mark.parametrize(
    ("state", "is_latest", "is_completed", "may"),
    [
        (State.ACCEPTED, True, False, True),
        (State.REDO, True, False, True),
        (State.REDO, False, False, False),
        (State.ACCEPTED, True, True, False),
        (State.READING, True, False, False),
        (State.DRAFT, True, False, False),
    ],
)
def test_a_decision_is_taken_back_until_something_is_built_on_it(state, is_latest, is_completed, may):
    assert may_reconsider(state, is_latest=is_latest, pathway_is_completed=is_completed) is may
