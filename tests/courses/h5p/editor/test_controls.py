"""What the editor writes when something was changed, added, or taken away."""

import pytest
from django.core.exceptions import ValidationError

from courses.h5p.desk.semantics import editor_for
from courses.h5p.rules.semantics import MISSING, read_semantics
from tests.courses.h5p.editor.browser import sent_back, untouched
from tests.courses.h5p.editor.kinds import EVERYTHING, NESTED, Shelf


def saved(content, **changes):
    control, _workshop = editor_for(read_semantics(EVERYTHING), Shelf(NESTED), content)
    data = untouched(control.block, control.show(content)) | {f"root-{name}": text for name, text in changes.items()}
    return control.read(sent_back(control, data), content, content is MISSING)


def test_only_what_was_changed_changes():
    content = {"line": "Avant", "unknown": [1], "people": [{"name": "Ana", "hidden": True}, {"name": "Bob"}]}

    assert saved(content, **{"people-0-value-name": "Anne"}) == {
        **content,
        "people": [{"name": "Anne", "hidden": True}, {"name": "Bob"}],
    }


def test_items_that_were_moved_keep_what_the_type_does_not_know():
    content = {"people": [{"name": "Ana", "hidden": 1}, {"name": "Bob", "hidden": 2}]}

    assert saved(content, **{"people-0-order": "1", "people-1-order": "0"})["people"] == content["people"][::-1]


def test_a_new_nested_activity_gets_an_identifier_and_an_old_one_keeps_its_own():
    part = {"library": "T.Inner 1.0", "params": {"question": "Oui ?"}, "subContentId": "kept", "metadata": {"a": 1}}

    parts = saved({"parts": [part, part]}, **{"parts-1-id": "a-copy"})["parts"]

    assert parts[0] == part
    assert parts[1]["params"]["question"] == "Oui ?"
    assert len(parts[1]["subContentId"]) == 36


def test_a_title_given_to_a_nested_activity_stands_in_its_metadata():
    part = {"library": "T.Inner 1.0", "params": {}, "subContentId": "kept", "metadata": {"license": "CC BY"}}

    changed = saved({"parts": [part]}, **{"parts-0-value-h5p__title": "Quiz"})["parts"][0]

    assert changed["metadata"] == {"license": "CC BY", "title": "Quiz"}


def test_json_that_does_not_read_is_refused_with_its_place():
    with pytest.raises(ValidationError) as refusal:
        saved({"odd": {"a": 1}}, odd='{"a": 1,\n oups}')

    message = refusal.value.as_json_data()["blockErrors"]["odd"]["messages"][0]
    assert "ligne 2" in message


def test_a_field_is_required_where_it_is_shown():
    with pytest.raises(ValidationError) as refusal:
        saved({"options": {"mode": "long", "why": "Parce que"}}, **{"options-why": ""})

    assert refusal.value.as_json_data()["blockErrors"]["options"]["blockErrors"].keys() == {"why"}


def test_a_field_is_not_required_where_it_is_hidden():
    assert saved({"options": {"mode": "short", "why": "Parce que"}}, **{"options-why": ""})["options"]["why"] == ""


@pytest.mark.parametrize("value", [10, 0])
def test_limits_hold_unless_the_content_is_beyond_them_already(value):
    with pytest.raises(ValidationError):
        saved({"whole": 4}, whole=str(value))
    assert saved({"whole": value}, whole=str(value))["whole"] == value
