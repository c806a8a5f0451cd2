"""The rules of the front: little CSS, nothing from elsewhere, none of what the interface forbids."""

import gzip
import re

import pytest

from cms.foundation.icons import MARK
from tests.cms.foundation.stylesheets import EVERYWHERE, ROOT, SHEETS, TEMPLATES, without_comments

LESSON = [*EVERYWHERE, ROOT / "courses/modules/static/modules/css/lesson.css"]
# Certificates are read by a PDF engine, not by a browser; mails by mail readers.
FOR_BROWSERS = [file for file in TEMPLATES if not {"pdf", "email"} & set(file.parts)]


def name(file):
    return str(file.relative_to(ROOT))


def test_the_css_of_a_lesson_fits_its_budget():
    sheets = [sheet.read_bytes() for sheet in LESSON]

    assert sum(len(sheet) for sheet in sheets) <= 25 * 1024
    assert sum(len(gzip.compress(sheet)) for sheet in sheets) <= 8 * 1024


def test_the_css_of_words_that_open_in_a_lesson_fits_its_budget():
    terms = ROOT / "courses/modules/static/modules/css/terms.css"

    assert len(terms.read_bytes()) <= 2 * 1024


def test_the_css_of_charts_and_diagrams_fits_its_budget():
    drawings = ROOT / "courses/modules/static/modules/css/drawings.css"

    assert len(drawings.read_bytes()) <= 4 * 1024
    assert len(gzip.compress(drawings.read_bytes())) <= 1280


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_a_style_sheet_loads_nothing_from_elsewhere(sheet):
    assert re.findall(r"url\(\s*[\"']?(?:https?:)?//", without_comments(sheet)) == []


@pytest.mark.parametrize("template", FOR_BROWSERS, ids=name)
def test_a_template_uses_none_of_what_the_interface_forbids(template):
    html = template.read_text(encoding="utf-8")

    assert not re.search(r"\splaceholder\s*=", html)
    assert not re.search(r"<(?:button|input|select)\b[^>]*\sdisabled\b", html)
    assert not re.search(r"tabindex=[\"'][1-9]", html)


def test_the_favicon_is_the_mark():
    favicon = (ROOT / "cms/foundation/static/foundation/passeport-digital.svg").read_text(encoding="utf-8")

    assert MARK in favicon
