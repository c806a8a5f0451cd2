"""The aggregator's own colours: all at the top of its only sheet, all readable in both themes."""

import re

import pytest

from tests.cms.foundation.stylesheets import ROOT, without_comments
from tests.cms.foundation.test_contrast import contrast

SHEET = ROOT / "sandbox/aggregator/static/maville/ville.css"
DECLARATION = re.compile(r"--([\w-]+):\s*(#\w+);")
TEXT_ON_GROUND = [
    ("texte", "fond"), ("texte", "carte"), ("texte", "eteint-fond"), ("doux", "fond"), ("doux", "carte"),
    ("doux", "eteint-fond"), ("accent", "fond"), ("accent", "carte"), ("sur-accent", "accent"),
    ("sur-accent", "accent-vif"), ("alerte", "alerte-fond"), ("calme", "calme-fond"), ("blanc", "bandeau"),
    ("encre", "blanc"),
]  # fmt: skip


def palettes() -> dict[str, dict[str, str]]:
    tokens, _rest = without_comments(SHEET).split("*, ::before", 1)
    light, dark = tokens.split("@media", 1)
    plain = dict(DECLARATION.findall(light))
    return {"clair": plain, "sombre": plain | dict(DECLARATION.findall(dark))}


@pytest.mark.parametrize("theme", ["clair", "sombre"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read_on_its_ground(theme, text, ground):
    colours = palettes()[theme]

    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["clair", "sombre"])
def test_the_edge_of_a_card_can_be_seen(theme):
    colours = palettes()[theme]

    assert contrast(colours["trait"], colours["fond"]) >= 3


def test_no_colour_is_written_below_the_tokens():
    _tokens, rest = without_comments(SHEET).split("*, ::before", 1)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", rest) == []
