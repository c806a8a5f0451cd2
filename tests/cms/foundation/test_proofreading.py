"""What a proofreader corrects in a French text, and what is left alone."""

import pytest

from cms.foundation.proofreading import flaws_of

FLAWS = [
    ("Rien : vide", "le signe français"),
    ("Le 12 mars\u00a02026", "le signe français"),
    ("l'eau", "’"),
    ('un "mot"', "«\u00a0…\u00a0»"),
    ("deux  espaces", "une seule espace"),
    ("oui - ou non", "tiret long"),
    ("A la mairie", "À"),
    ("Le 2ème tour", "2e"),
    ("La 1ère fois", "1re"),
    ("12\u00a0m2 de toit", "m²"),
    ("Le car de 7h10", "7 h 12"),
    ("environ 25000 personnes", "milliers"),
    ("oui , non", "collez ce signe"),
    ("oui,non", "collez ce signe"),
    ("La fin..", "un seul signe"),
    ("le pain, etc…", "etc."),
    ("Mr Untel", "M."),
    ("( ouvert)", "la parenthèse"),
    ("le le car", "une seule fois"),
    ("«\u00a0ouvert", "«»"),
    ("fermé)", "()"),
]
RIGHT = [
    "«\u00a0Vous venez\u202f?\u00a0» Oui\u00a0; à 7\u00a0h\u00a010.",
    "Le 1er\u00a0mars\u00a02026, 25\u00a0000 personnes, 12\u00a0m².",
    "Vous vous arrêtez. Nous nous levons.",
    "Il donne à quelqu’un un avantage.",
    "ISO\u00a027001, ISO 27001, n°\u00a0350431 et 2016-1321",
    "A répond et décide\u00a0; A ou B.",
    "Écrivez à a.b@mairie.fr ou sur https://exemple.fr/a,b",
    "12848",
    "",
]


@pytest.mark.parametrize(("text", "remedy"), FLAWS)
def test_a_flaw_is_shown_with_what_to_write(text, remedy):
    assert any(remedy in flaw for flaw in flaws_of(text)), flaws_of(text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_typography_has_no_flaw(text):
    assert flaws_of(text) == []


def test_a_flaw_is_shown_among_its_words():
    (flaw,) = flaws_of("La cantine ouvre le lundi à 7h10 et ferme à midi.")

    assert "ouvre le lundi à 7h10 et ferme à midi." in flaw
