"""What an answer is worth is said at its step, where the page comes back to: further up, nobody would see it."""

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.django_db

RIGHT = {"tiles": ["collecte", "tarifs", "reseau"]}


def messages_in(html: str, selector: str) -> list[str]:
    return [each.get_text(" ", strip=True) for each in BeautifulSoup(html, "html.parser").select(selector)]


def test_a_right_answer_is_said_at_its_step_and_nowhere_else(at_lab):
    page = at_lab(2).do("sans", **RIGHT)

    (said,) = messages_in(page, "section:has(#etape-sans) > .message")
    assert said.startswith("C’est juste")
    assert messages_in(page, ".avis .message") == []
    assert sum("tout cela est public" in each for each in messages_in(page, ".message")) == 1


def test_it_is_said_once(at_lab):
    bench = at_lab(2)
    bench.do("sans", **RIGHT)

    assert "tout cela est public" not in bench.see()


def test_what_is_about_the_whole_lab_is_said_at_the_top(at_lab):
    page = at_lab(2).do("recommencer")

    assert messages_in(page, ".avis .message") == ["Ce laboratoire recommence à sa première étape."]
