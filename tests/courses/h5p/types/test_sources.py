"""The folders of our content types hold what the H5P specification and its hosts ask for."""

import json
import re
from itertools import chain
from pathlib import Path

import pytest

from courses.h5p.rules.words import with_words
from courses.h5p.services.own_types import EXAMPLES, own_libraries

LIBRARIES = {folder.name: folder for folder in own_libraries()}
RUNNABLE = {name: folder for name, folder in LIBRARIES.items() if (folder / "semantics.json").exists()}
EXAMPLE_FILES = {file.stem: file for file in EXAMPLES.glob("*.json")}
FIELD_TYPES = {"text", "number", "boolean", "select", "group", "list", "library", "image", "audio", "video", "file"}
FORBIDDEN = ("innerHTML", "outerHTML", "insertAdjacentHTML", "localStorage", "sessionStorage", "fetch(", "XMLHttp")
TEXTS = ("label", "description", "entity", "default")


def read(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


def pairs(fields, translations):
    """Each field of a semantics beside its translation, depth first."""
    assert len(fields) == len(translations)
    for field, translation in zip(fields, translations, strict=True):
        yield field, translation
        if field["type"] == "group":
            yield from pairs(field["fields"], translation["fields"])
        if field["type"] == "list":
            yield from pairs([field["field"]], [translation["field"]])


def every_field(folder):
    fields = read(folder / "semantics.json")
    return [field for field, _ in pairs(fields, read(folder / "language" / "fr.json")["semantics"])]


def test_the_four_types_and_their_common_ground_are_there():
    assert {name.partition("-")[0] for name in LIBRARIES} == {
        "Passeport.Socle",
        "Passeport.Classement",
        "Passeport.Ordre",
        "Passeport.ArbreDecision",
        "Passeport.Comparaison",
    }
    assert set(LIBRARIES) - set(RUNNABLE) == {"Passeport.Socle-1.0"}


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_library_describes_itself_as_hosts_expect(name):
    library = read(LIBRARIES[name] / "library.json")

    assert name == f"{library['machineName']}-{library['majorVersion']}.{library['minorVersion']}"
    assert re.fullmatch(r"Passeport\.[A-Za-z]+", library["machineName"])
    assert library["coreApi"] == {"majorVersion": 1, "minorVersion": 24}
    assert library["license"] == "MIT"
    assert library["author"] == "Passeport digital"
    assert library["runnable"] in (0, 1)
    assert type(library["runnable"]) is int
    assert library["runnable"] == int(name in RUNNABLE)
    assert all(type(library[key]) is int for key in ("majorVersion", "minorVersion", "patchVersion"))
    assert "editorDependencies" not in library
    listed = [file["path"] for file in chain(library["preloadedJs"], library["preloadedCss"])]
    assert all((LIBRARIES[name] / path).is_file() for path in listed)
    assert set(listed) == {
        path.relative_to(LIBRARIES[name]).as_posix()
        for path in LIBRARIES[name].rglob("*")
        if path.suffix in (".js", ".css")
    }


@pytest.mark.parametrize("name", RUNNABLE)
def test_a_type_has_an_icon_and_needs_the_common_ground(name):
    icon = (RUNNABLE[name] / "icon.svg").read_text()

    assert icon.startswith("<svg ")
    assert "<script" not in icon
    assert "href" not in icon
    assert {"machineName": "Passeport.Socle", "majorVersion": 1, "minorVersion": 0} in read(
        RUNNABLE[name] / "library.json"
    )["preloadedDependencies"]


@pytest.mark.parametrize("name", RUNNABLE)
def test_every_field_has_a_name_a_type_and_a_label(name):
    for field in every_field(RUNNABLE[name]):
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", field["name"])
        assert field["type"] in FIELD_TYPES
        assert field.get("label"), field["name"]
        if field["type"] == "list":
            assert field["entity"]
            assert isinstance(field["field"], dict)


@pytest.mark.parametrize("name", RUNNABLE)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_language_file_translates_each_text_at_the_place_of_its_field(name, language):
    semantics = read(RUNNABLE[name] / "semantics.json")
    translations = read(RUNNABLE[name] / "language" / f"{language}.json")["semantics"]

    for field, translation in pairs(semantics, translations):
        words = {key for key in TEXTS if isinstance(field.get(key), str) and field["type"] != "select"}
        words |= {key for key in ("label", "description") if key in field}
        assert words <= set(translation), field["name"]
        assert set(translation) <= set(field), field["name"]
        if "options" in field:
            assert len(field["options"]) == len(translation["options"])
        if language == "en":
            assert all(translation[key] == field[key] for key in words), field["name"]


@pytest.mark.parametrize("name", RUNNABLE)
def test_french_words_keep_the_marks_of_their_sentence(name):
    """`@score` and the like are replaced at play: a translation that loses one shows nothing there."""
    semantics = read(RUNNABLE[name] / "semantics.json")
    for field, translation in pairs(semantics, read(RUNNABLE[name] / "language" / "fr.json")["semantics"]):
        if field["type"] == "text" and "default" in field:
            marks = re.findall(r"@[a-z]+", field["default"])
            assert sorted(marks) == sorted(re.findall(r"@[a-z]+", translation["default"])), field["name"]


@pytest.mark.parametrize("name", RUNNABLE)
def test_french_words_follow_french_typography(name):
    french = (RUNNABLE[name] / "language" / "fr.json").read_text(encoding="utf-8")
    texts = [text for text in re.findall(r'"((?:[^"\\]|\\.)*)"', french) if not text.startswith("http")]

    assert not [text for text in texts if re.search(r" [:;!?»]|« |\w'\w", text)]


@pytest.mark.parametrize("name", LIBRARIES)
def test_scripts_make_no_html_from_texts_and_reach_neither_network_nor_storage(name):
    for script in LIBRARIES[name].rglob("*.js"):
        source = re.sub(r"/\*.*?\*/|//[^\n]*", "", script.read_text(), flags=re.DOTALL)
        assert not [word for word in FORBIDDEN if word in source], script.name


@pytest.mark.parametrize("name", LIBRARIES)
def test_styles_bring_nothing_from_elsewhere(name):
    for style in LIBRARIES[name].rglob("*.css"):
        assert not re.search(r"@import|url\(|@font-face", style.read_text()), style.name


@pytest.mark.parametrize("example", EXAMPLE_FILES)
def test_an_example_gives_only_what_its_type_knows_and_within_its_bounds(example):
    document = read(EXAMPLE_FILES[example])
    folder = RUNNABLE[document["library"].replace(" ", "-")]

    assert document["source"]
    check(read(folder / "semantics.json"), document["content"], example)


def check(fields, values, place):
    assert set(values) <= {field["name"] for field in fields}, place
    for field in fields:
        here = f"{place}.{field['name']}"
        if field["name"] not in values:
            assert field.get("optional") or field.get("common"), here
            continue
        check_value(field, values[field["name"]], here)


def check_value(field, value, place):
    if field["type"] == "list":
        assert field.get("min", 0) <= len(value) <= field.get("max", len(value)), place
        for position, item in enumerate(value):
            check_value(field["field"], item, f"{place}[{position}]")
    elif field["type"] == "group" and len(field["fields"]) > 1:
        check(field["fields"], value, place)
    elif field["type"] == "group":
        # The H5P specification: a group of one field is stored as the value of that field.
        check_value(field["fields"][0], value, place)
    elif field["type"] == "number":
        assert type(value) in (int, float), place
        assert field.get("min", value) <= value <= field.get("max", value), place
    elif field["type"] == "boolean":
        assert type(value) is bool, place
    elif field["type"] == "select":
        assert value in [option["value"] for option in field["options"]], place
    elif field["type"] == "text":
        assert type(value) is str, place
        assert len(value) <= field.get("maxLength", 255), place


def test_words_that_a_content_lacks_are_those_of_the_language():
    semantics = [
        {"name": "title", "type": "text"},
        {
            "name": "l10n",
            "type": "group",
            "common": True,
            "fields": [
                {"name": "check", "type": "text", "default": "Check"},
                {"name": "retry", "type": "text", "default": "Retry"},
                {"name": "icon", "type": "text", "default": "→"},
            ],
        },
    ]
    french = [{"label": "Titre"}, {"fields": [{"default": "Vérifier"}, {"default": "Recommencer"}, {}]}]

    content = with_words({"title": "Tri", "l10n": {"retry": "Encore"}}, semantics, french)

    assert content == {"title": "Tri", "l10n": {"check": "Vérifier", "retry": "Encore", "icon": "→"}}
