"""Style sheets put end to end keep finding their pictures and fonts."""

import pytest

from courses.h5p.player.styles import StyleBundle

SHEET = "libraries/H5P.A-1.0/styles/a.css"


def bundled(text: str, **others: str) -> str:
    sheets = {SHEET: text, **{f"libraries/H5P.A-1.0/{name.replace('_', '/')}.css": css for name, css in others.items()}}
    return StyleBundle(sheets.get, root="../").of([SHEET])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("url(../images/a.png)", 'url("../libraries/H5P.A-1.0/images/a.png")'),
        ("url('b.svg#icone')", 'url("../libraries/H5P.A-1.0/styles/b.svg#icone")'),
        ('url( "c.woff2?v=2" )', 'url( "../libraries/H5P.A-1.0/styles/c.woff2?v=2" )'),
        ("image-set('d.png' 1x, url(e.png) 2x)", "image-set(\"../libraries/H5P.A-1.0/styles/d.png\" 1x, url(\"../libraries/H5P.A-1.0/styles/e.png\") 2x)"),
        ("url(data:image/png;base64,AAAA)", "url(\"data:image/png;base64,AAAA\")"),
        ("url(#degrade)", 'url("#degrade")'),
        ("url(https://ailleurs.example/f.png)", 'url("https://ailleurs.example/f.png")'),
    ],
)  # fmt: skip
def test_a_relative_address_is_given_from_the_root_of_the_files(written, expected):
    assert bundled(f".a {{ background: {written} }}") == f".a {{ background: {expected} }}"


def test_addresses_are_found_inside_media_queries_and_font_faces():
    css = bundled("@media print { .a { background: url(x.png) } } @font-face { src: url(y.woff) format('woff') }")
    assert css.count("../libraries/H5P.A-1.0/styles/") == 2


def test_a_path_that_climbs_out_of_the_files_reaches_nothing():
    assert "../libraries" not in bundled(".a { background: url(../../../../../secret) }")


def test_a_sheet_imported_from_the_same_library_takes_its_place():
    css = bundled("@import 'b.css' print; .a { color: red }", styles_b=".b { background: url(i.png) }")
    assert css.index("@media print") < css.index(".b") < css.index(".a")
    assert "../libraries/H5P.A-1.0/styles/i.png" in css


@pytest.mark.parametrize("elsewhere", ["https://fonts.example/css", "//fonts.example/css", "absent.css"])
def test_a_sheet_imported_from_elsewhere_is_left_out(elsewhere):
    assert bundled(f"@import url({elsewhere}); .a {{ color: red }}").strip() == ".a { color: red }"


def test_sheets_that_import_each_other_come_to_an_end():
    assert ".a" in bundled("@import 'b.css'; .a {}", styles_b="@import 'a.css';")


def test_a_sheet_left_open_does_not_swallow_the_next():
    sheets = {"libraries/A-1.0/a.css": ".a { color: red; /* ", "libraries/B-1.0/b.css": "@charset 'utf-8'; .b {}"}
    assert StyleBundle(sheets.get, root="../").of(sheets).split() == [".a", "{", "color:", "red;", "}", ".b", "{}"]
