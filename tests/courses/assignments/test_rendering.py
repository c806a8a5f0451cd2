"""What people type, shown safely."""

import pytest
from bs4 import BeautifulSoup

from courses.assignments.rendering import marked

TABLE = "| Activité | Qui répond |\n|---|---|\n| Écrire le besoin | la directrice |"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[lien](javascript:alert(1))",
        "[lien](JaVaScRiPt:alert(1))",
        "[lien](data:text/html;base64,PHNjcmlwdD4=)",
        "![image](https://ailleurs.example/espion.png)",
        "<a href='#' onclick='alert(1)'>lien</a>",
        "`<svg onload=alert(1)>`",
        "<style>body { display: none }</style>",
    ],
)
def test_nothing_that_acts_goes_through(text):
    html = marked(text)

    assert not any(f"<{tag}" in html for tag in ("script", "img", "svg", "style"))
    assert not any(f'href="{scheme}' in html.lower() for scheme in ("javascript", "data"))


def test_a_link_goes_out_without_saying_from_where():
    assert 'rel="nofollow noopener noreferrer"' in marked("[le texte](https://exemple.example/)")


def test_a_title_does_not_enter_the_outline_of_the_page():
    assert marked("# Un titre\n\nUn texte") == "<p><strong>Un titre</strong></p>\n<p>Un texte</p>\n"


def test_a_line_that_ends_stays_a_line():
    assert "<br>" in marked("Une ligne\r\nUne autre")


def test_a_table_can_be_stacked_on_a_narrow_screen():
    html = marked(TABLE)

    assert 'class="empile"' in html
    assert '<td data-l="Qui répond" role="cell">la directrice</td>' in html


def test_a_heading_of_a_table_cannot_leave_its_attribute():
    cell = BeautifulSoup(marked('| a" onclick="alert(1) |\n|---|\n| b |'), "html.parser").td

    assert set(cell.attrs) == {"data-l", "role"}
