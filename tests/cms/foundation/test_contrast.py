"""The colours of the tokens, read from the style sheet, against the ratios that reading asks for."""

import re

import pytest

from tests.cms.foundation.stylesheets import SHEETS, TOKENS, without_comments

THEMES = ("clair", "sombre")
DECLARATION = re.compile(r"--([\w-]+):\s*([^;]+);")
BY_THEME = re.compile(r"light-dark\((#\w+),\s*(#\w+)\)")


def tokens(theme: str) -> dict[str, str]:
    plain, by_theme = without_comments(TOKENS).split("@supports", 1)
    colours = {name: value for name, value in DECLARATION.findall(plain) if value.startswith("#")}
    for name, value in DECLARATION.findall(by_theme):
        if match := BY_THEME.fullmatch(value):
            colours[name] = match.group(THEMES.index(theme) + 1)
    return colours


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT_ON_GROUND = [
    ("texte", "fond"), ("texte", "surface"), ("texte", "creux"),
    ("doux", "fond"), ("doux", "surface"), ("doux", "creux"),
    ("lien", "fond"), ("lien", "surface"), ("lien", "creux"),
    ("sur-action", "action"), ("sur-action", "action-vif"), ("passeport", "fond"),
    ("juste", "juste-fond"), ("revoir", "revoir-fond"), ("erreur", "erreur-fond"), ("info", "info-fond"),
    ("erreur", "fond"), ("erreur", "surface"),
    *[("texte", f"{kind}-fond") for kind in ("juste", "revoir", "erreur", "info")],
    *[("lien", f"{kind}-fond") for kind in ("juste", "revoir", "erreur", "info")],
    ("blanc", "nuit"), ("sur-nuit", "nuit"), ("blanc", "bordeaux"), ("sur-bordeaux", "bordeaux"),
    ("encre", "borne"), ("borne", "nuit"), ("borne", "bordeaux"), ("visa", "blanc"),
]  # fmt: skip
CONTROL_ON_GROUND = [
    ("contour", "surface"), ("contour", "fond"), ("contour", "creux"), ("anneau", "fond"), ("anneau", "surface"),
    ("action", "surface"), ("borne", "nuit"),
]  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read_on_its_ground(theme, text, ground):
    colours = tokens(theme)

    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("control", "ground"), CONTROL_ON_GROUND)
def test_the_border_of_a_control_can_be_seen(theme, control, ground):
    colours = tokens(theme)

    assert contrast(colours[control], colours[ground]) >= 3


def test_a_browser_without_light_dark_gets_the_light_theme():
    plain, by_theme = without_comments(TOKENS).split("@supports", 1)
    first = dict(DECLARATION.findall(plain))

    for name, light, _dark in re.findall(r"--([\w-]+):\s*light-dark\((#\w+),\s*(#\w+)\);", by_theme):
        assert first[name] == light


# Another program, and the document of the sealed frame, have tokens of their own, at the top of their only sheet.
OWN_TOKENS = {TOKENS, *(sheet for sheet in SHEETS if {"aggregator", "player"} & set(sheet.parts))}


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet not in OWN_TOKENS], ids=lambda sheet: sheet.name)
def test_no_colour_is_written_outside_the_tokens(sheet):
    styles = re.sub(r"url\([^)]*\)", "", without_comments(sheet))

    assert (
        re.findall(r":[^;{}]*(#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(|\b(?:white|black|red|green|gr[ae]y)\b)", styles) == []
    )
