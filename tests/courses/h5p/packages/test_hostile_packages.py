"""Documents, libraries and contents that break a rule: the French reason and the entry, and nothing kept."""

from io import BytesIO
from random import Random

import pytest

from courses.h5p import limits
from courses.h5p.services import upload_package
from tests.courses.h5p.building import PNG, SVG, demo, dumped, library, named, package, part, suite
from tests.courses.h5p.packages.forging import found, raw

pytestmark = pytest.mark.django_db

MAIN = "H5P.Demo-1.0/"
LIBRARY_JSON = f"{MAIN}library.json"
CONTENT = "content/content.json"


def changed(**metadata):
    return package(libraries=[demo(**metadata)])


def without(entry):
    return package(extra={entry: None})


def depth(levels):
    return b'{"a":' * levels + b"1" + b"}" * levels


JSON = {
    "latin-1": ('{"text": "é"}'.encode("latin-1"), "n’est pas en UTF-8"),
    "utf-16": ('{"text": "é"}'.encode("utf-16"), "n’est pas en UTF-8"),
    "not JSON": (b'{"text": }', "n’est pas du JSON (ligne 1, colonne 10)"),
    "deep": (depth(61), "plus de 60 niveaux"),
    "very deep": (depth(10_000), "plus de 60 niveaux"),
    "NaN": (b'{"a": NaN}', "n’en est pas un (NaN)"),
    "Infinity": (b'{"a": -Infinity}', "n’en est pas un (-Infinity)"),
    "overflow": (b'{"a": 1e999}', "n’en est pas un (1e999)"),
    "repeated key": (b'{"a": 1, "a": 2}', "la clef «\u00a0a\u00a0» y est deux fois"),
    "big integer": (b'{"a": 1234567890123456}', "plus de 15 chiffres"),
    "many values": (b'{"a": [' + b"1,2,3,4,5,6,7,8,9,0," * 50_000 + b"1]}", "plus de 500000 valeurs"),
    "a list": (b"[1]", "ne commence pas par"),
    "a NUL": (b'{"a": "\\u0000"}', "caractère interdit"),
    "half a pair": (b'{"a": "\\ud800"}', "caractère interdit"),
}

H5P_JSON = {
    "no title": (package(title=None), "le titre manque"),
    "empty title": (package(title="  "), "le titre manque"),
    "long title": (package(title="a" * 256), "dépasse 255 caractères"),
    "no language code": (package(language=3), "n’est pas un code de langue"),
    "other embedding": (package(embedTypes=["iframe", "object"]), "«\u00a0embedTypes\u00a0»"),
    "no main library": (package(mainLibrary=None), "ne nomme pas une bibliothèque"),
    "main library of the browser": (package(mainLibrary="__proto__"), "ne nomme pas une bibliothèque"),
    "main library undeclared": (package(mainLibrary="H5P.Autre"), "H5P.Autre manque dans"),
    "no dependency": (package(preloadedDependencies=[]), "manque dans «\u00a0preloadedDependencies\u00a0»"),
    "dependencies are no list": (package(preloadedDependencies={"a": 1}), "n’est pas une liste"),
    "dependency without version": (package(preloadedDependencies=[{"machineName": "H5P.Demo"}]), "est illisible"),
    "absent": (without("h5p.json"), "manque à la racine"),
}


LIBRARIES = {
    "no title": (changed(title=None), "le titre manque"),
    "name with a space": (changed(machineName="H5P Demo"), "machineName, majorVersion ou minorVersion"),
    "reserved name": (changed(machineName="H5P.constructor"), "machineName, majorVersion ou minorVersion"),
    "other name": (changed(machineName="H5P.Autre"), "ne porte pas le nom de sa bibliothèque"),
    "other version": (changed(minorVersion=3), "ne porte pas le nom de sa bibliothèque"),
    "version is text": (changed(majorVersion="un"), "machineName, majorVersion ou minorVersion"),
    "no patch": (changed(patchVersion=None), "patchVersion manque"),
    "runnable is a word": (changed(runnable="oui"), "runnable doit valoir 0 ou 1"),
    "newer core": (
        changed(coreApi={"majorVersion": 1, "minorVersion": 29}),
        "demande un lecteur plus récent (1.29, ce site a 1.28)",
    ),
    "core is a number": (changed(coreApi=1), "coreApi est illisible"),
    "script outside": (changed(preloadedJs=[{"path": "../../a.js"}]), "«\u00a0../../a.js\u00a0» sort du dossier"),
    "script elsewhere": (changed(preloadedJs=[{"path": "https://ailleurs.example/a.js"}]), "sort du dossier"),
    "script absent": (
        changed(preloadedJs=[{"path": "scripts/b.js"}]),
        "le fichier «\u00a0scripts/b.js\u00a0» est absent",
    ),
    "script is a style": (changed(preloadedJs=[{"path": "styles/main.css"}]), "n’est pas un fichier «\u00a0.js\u00a0»"),
    "style is a script": (
        changed(preloadedCss=[{"path": "scripts/main.js"}]),
        "n’est pas un fichier «\u00a0.css\u00a0»",
    ),
    "scripts are no list": (changed(preloadedJs="scripts/main.js"), "«\u00a0preloadedJs\u00a0» n’est pas une liste"),
    "dependency unreadable": (changed(preloadedDependencies=["H5P.Autre"]), "ligne 1\u00a0: le nom ou la version"),
    "not JSON": (raw(LIBRARY_JSON, b"{"), "n’est pas du JSON"),
}


DANGEROUS_SVG = {
    "entities": b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>',
    "not XML": b"<svg><circle></svg>",
    "no drawing": b"<html><body>a</body></html>",
    "very deep": b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g>" * 100_000 + b"</g>" * 100_000 + b"</svg>",
}


@pytest.mark.parametrize("entry", [CONTENT, "h5p.json", LIBRARY_JSON])
@pytest.mark.parametrize("case", JSON)
def test_json_that_readers_would_understand_differently(refused, case, entry):
    data, reason = JSON[case]

    found(refused(raw(entry, data)), entry, reason)


def test_json_too_large_to_be_held(refused, monkeypatch):
    monkeypatch.setattr(limits, "JSON", limits.MIB)

    found(refused(raw(CONTENT, dumped({"text": Random(4).randbytes(600_000).hex()}))), CONTENT, "il dépasse 1\u00a0Mo")


@pytest.mark.parametrize("entry", ["semantics.json", "language/fr.json"])
def test_semantics_and_languages_that_are_no_json(refused, entry):
    found(refused(package(libraries=[demo(extra={entry: b"{"})])), f"{MAIN}{entry}", "n’est pas du JSON")


def test_semantics_that_are_no_list(refused):
    found(refused(package(libraries=[demo(fields={"a": 1})])), f"{MAIN}semantics.json", "ne commence pas par")


@pytest.mark.parametrize("case", H5P_JSON)
def test_an_h5p_json_that_does_not_describe_the_package(refused, case):
    data, reason = H5P_JSON[case]

    found(refused(data), "h5p.json", reason)


@pytest.mark.parametrize("case", LIBRARIES)
def test_a_library_that_does_not_hold(refused, case):
    data, reason = LIBRARIES[case]

    [fault] = refused(data)

    found([fault], LIBRARY_JSON, reason)


def test_a_folder_that_is_no_library(refused):
    found(refused(raw("Divers/a.txt", b"x")), "Divers/", "n’est pas une bibliothèque")


def test_a_library_twice(refused):
    twin = {path.replace("H5P.Demo-1.0", "H5P.Demo"): data for path, data in demo().items()}

    found(refused(package(libraries=[demo(), twin])), LIBRARY_JSON, "deux fois dans le paquet")


def test_a_main_library_that_cannot_be_played_alone(refused):
    found(refused(changed(runnable=0)), "h5p.json", "ne peut pas être jouée seule")


def test_no_content(refused):
    found(refused(without(CONTENT)), CONTENT, "il manque")


def test_a_package_without_its_libraries(refused):
    faults = refused(package(libraries=[]))

    found(faults, "h5p.json", "H5P.Demo 1.0 n’est ni dans le paquet ni sur le site")
    found(faults, "paquet", "ne contient pas ses bibliothèques")


def test_a_dependency_of_a_dependency_that_is_nowhere(refused):
    faults = refused(package("Test.Suite 1.0", {"content": []}, [demo(needs_later=["Test.Absente 2.1"]), suite()]))

    found(faults, LIBRARY_JSON, "Test.Absente 2.1 n’est ni dans le paquet ni sur le site")


def test_libraries_that_need_each_other(refused):
    faults = refused(
        package(libraries=[demo(needs=["Test.Deux 1.0"]), library("Test.Deux 1.0", needs=["H5P.Demo 1.0"])])
    )

    found(faults, LIBRARY_JSON, "H5P.Demo 1.0 → Test.Deux 1.0 → H5P.Demo 1.0")


def test_a_nested_activity_whose_library_is_nowhere(refused):
    data = package("Test.Suite 1.0", {"content": [part("a", "Test.Absente 1.0")]}, [demo(), suite()])

    found(refused(data), CONTENT, "Test.Absente 1.0 n’est ni dans le paquet ni sur le site")


@pytest.mark.parametrize("name", ["H5P.Demo", "H5P.Demo 1", "__proto__ 1.0", "../../x 1.0"])
def test_a_nested_activity_without_a_readable_library(refused, name):
    data = package("Test.Suite 1.0", {"content": [part("a", name)]}, [demo(), suite()])

    found(refused(data), CONTENT, f"«\u00a0{name}\u00a0» n’est pas un nom de bibliothèque")


@pytest.mark.parametrize(
    "path", ["../../secret.png", "/etc/passwd", "images\\a.png", "javascript:alert(1)", "file:///a"]
)
def test_a_content_that_names_a_file_outside(refused, path):
    faults = refused(package(content={"image": {"path": path, "mime": "image/png"}}))

    found(faults, CONTENT, f"«\u00a0image.path\u00a0»\u00a0: le chemin «\u00a0{path}\u00a0» sort du paquet")


@pytest.mark.parametrize("case", DANGEROUS_SVG)
def test_a_drawing_that_cannot_be_cleaned(refused, case):
    found(refused(raw("content/images/a.svg", DANGEROUS_SVG[case])), "content/images/a.svg", "SVG est illisible")


def test_everything_is_said_at_once(refused):
    data = package(
        libraries=[demo(patchVersion=None)],
        title=None,
        content={"image": {"path": "../a.png"}},
        extra={"content/page.html": b"x", "content/a.png": b"x", "content/b.svg": b"x"},
    )

    entries = {fault.entry for fault in refused(data)}

    assert entries >= {"h5p.json", LIBRARY_JSON, CONTENT, "content/page.html", "content/a.png", "content/b.svg"}


def test_a_refused_package_changes_nothing_of_what_was_there(refused):
    upload_package(file=BytesIO(package(extra={"content/a.svg": SVG})), by=None)

    refused(package(extra={"content/page.html": b"x"}))
    refused(package(extra={"content/a.png": PNG}, libraries=[demo(), library("Test.Autre 1.0", patchVersion=None)]))


def test_a_byte_order_mark_is_taken_off():
    revision = upload_package(file=BytesIO(raw(CONTENT, b"\xef\xbb\xbf" + dumped({"text": "é"}))), by=None)

    assert revision.content_json.startswith("{")
    assert revision.content == {"text": "é"}


def test_no_dependency_is_needed_to_edit_only():
    data = changed(editorDependencies=[named("H5PEditor.Rien 1.0")])

    assert upload_package(file=BytesIO(data), by=None).library_links.count() == 1
