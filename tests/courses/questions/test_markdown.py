"""A bank is read and written in one form only."""

import re

import pytest
from django.conf import settings

from cms.foundation.formats import ImportRefused
from courses.questions.markdown import bank_heading, parse_bank, render_bank

BANKS = sorted((settings.BASE_DIR / "courses" / "content").glob("*/questions.md"))
HEADING = bank_heading(2, "Sécurité")
QUESTION = """## Module 02 Sécurité

### Q-SEC-01
module : SEC
leçon : SEC-1
objectif : Expliquer la surface d'attaque
type : choix-unique
niveau : comprendre
difficulté : 0,30
publics : élu, cadre
référence : § 3.2.1.2
énoncé : Pourquoi un capteur augmente-t-il le risque ?

- [ ] Il consomme du débit
  > Ce n'est pas le risque.
- [x] Il ajoute un point d'accès
  > Chaque objet est une porte.
- [ ] Il interdit les mises à jour
  > Rien de tel.
"""
NUMERIC = """## Module 02 Sécurité

### Q-SEC-02
module : SEC
leçon : SEC-1
objectif : Calculer un multiplicateur
type : numérique
niveau : appliquer
difficulté : 0,45
publics : cadre
référence : Tableau 1
valeur : 2,8
unité : fois
tolérance : 0,05
énoncé : Par combien ?

- [x] 2,8
  > 3 332,5 ÷ 1 179,7.
- [ ] 1,8
  > C'est la hausse.
"""


def faults(text, **kwargs):
    with pytest.raises(ImportRefused) as refusal:
        parse_bank(text, "questions.md", **kwargs)
    return [(fault.line, fault.reason) for fault in refusal.value.faults]


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.parent.name)
def test_our_own_banks_come_back_byte_for_byte(path):
    text = path.read_text()
    heading = text.split("\n", 1)[0].removeprefix("## ")

    assert render_bank(parse_bank(text, path.name), heading=heading) == text


@pytest.mark.parametrize("text", [QUESTION, NUMERIC], ids=["choice", "numeric"])
def test_reading_then_writing_gives_the_same_bytes(text):
    assert render_bank(parse_bank(text, "questions.md", heading=HEADING), heading=HEADING) == text


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("## Module 02 Sécurité\n", "## Module 02 Autre\n", 1, "## Module 02 Sécurité"),
        ("### Q-SEC-01", "### Q-SEC-1", 3, "Q-XXX-NN"),
        ("module : SEC", "module : LIB", 4, "SEC"),
        ("leçon : SEC-1", "leçon : LIB-1", 5, "leçon de ce module"),
        ("type : choix-unique", "type : choix", 7, "choix-unique"),
        ("niveau : comprendre", "niveau : savoir", 8, "mémoriser"),
        ("difficulté : 0,30", "difficulté : 0.3", 9, "deux décimales"),
        ("publics : élu, cadre", "publics : cadre, élu", 10, "dans cet ordre"),
        ("publics : élu, cadre", "publics : maire", 10, "élève-ingénieur"),
        ("référence : § 3.2.1.2\n", "", 3, "référence"),
        ("référence : § 3.2.1.2\n", "référence : § 1\nréférence : § 2\n", 12, "déjà donnée"),
        ("référence :", "source :", 11, "inconnue"),
        ("niveau : comprendre\ndifficulté : 0,30", "difficulté : 0,30\nniveau : comprendre", 8, "niveau"),
        ("- [ ] Il consomme du débit", "- [x] Il consomme du débit", 3, "une seule bonne réponse"),
        ("- [ ] Il consomme", "- [1] Il consomme", 14, "rangs"),
        ("  > Rien de tel.\n", "", 18, "rétroaction manque"),
        ("  > Rien de tel.", " > Rien de tel.", 19, "deux espaces"),
        ("Rien de tel.", "Rien de tel. ", 19, "espaces à la fin"),
        ("Il consomme du débit", "Il ajoute un point d'accès", 16, "deux fois"),
        ("Il consomme du débit", "Il => consomme", 14, "=>"),
        ("\n\n- [ ] Il consomme", "\n\n\n- [ ] Il consomme", 14, "xactement|etirez"),
        ("Rien de tel.\n", "Rien de tel.", 20, "xactement|seul retour"),
        ("Rien de tel.\n", "Rien de tel.\n\n", 21, "etirez"),
    ],
)
def test_a_fault_is_told_with_its_line_and_its_reason(old, new, line, words):
    found = faults(QUESTION.replace(old, new, 1), heading=HEADING)

    assert [number for number, reason in found if re.search(words, reason)] == [line]


def test_all_faults_are_told_at_once():
    text = (
        QUESTION.replace("type : choix-unique", "type : quiz").replace("0,30", "beaucoup").replace("élu, cadre", "tous")
    )

    assert [line for line, _reason in faults(text)] == [7, 9, 10]


def test_a_code_serves_once():
    text = QUESTION + QUESTION.split("\n", 1)[1]

    assert faults(text) == [(21, "Changez le code Q-SEC-01 : il est déjà pris à la ligne 3.")]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("valeur : 2,8", "valeur : 2.8", "virgule"),
        ("- [x] 2,8", "- [x] 2,7", "valeur juste, 2,8"),
        ("- [ ] 1,8", "- [ ] 2,84", "dans la tolérance"),
        ("- [ ] 1,8", "- [ ] presque 2", "un nombre"),
        ("tolérance : 0,05", "tolérance : -1", "positive"),
        ("unité : fois\n", "", "unité"),
    ],
)
def test_numeric_questions_are_checked(old, new, words):
    assert any(words in reason for _line, reason in faults(NUMERIC.replace(old, new, 1)))


def test_numeric_keys_serve_numeric_questions_only():
    text = QUESTION.replace("énoncé", "unité : fois\nénoncé")

    assert faults(text)[0] == (12, "Retirez la clé « unité » : elle ne sert qu’au type numérique.")
