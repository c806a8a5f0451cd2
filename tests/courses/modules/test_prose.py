"""What people read in our text files, without what only programs read."""

from pathlib import Path

import pytest
from django.conf import settings

from courses.modules.openformat.prose import Passage, passages_of
from tests.courses.modules.folders import FIRST, GLOSSARY, MODULE, QUESTIONS, SECOND

CONTENT = settings.BASE_DIR / "courses" / "content"
ACTIVITY = """\
{
  "library": "Passeport.Classement 1.0",
  "language": "fr",
  "title": "Un titre",
  "content": {
    "instruction": "Dites \\"oui\\".",
    "tags": [
      "Un mot"
    ],
    "count": 3
  }
}
"""
PATHWAY = """\
# Un commentaire.
code: elu
public: elu
titre: Élue locale
version-courte: oui
modules:
  - module: INT
    seuil: 60
    obligatoires:
      - INT-1
"""


@pytest.fixture
def read(tmp_path):
    def passages(name: str, text: str) -> list[Passage]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return list(passages_of(tmp_path / name))

    return passages


def test_a_lesson_is_read_with_its_lines_and_without_marks_nor_addresses(read):
    found = read("1-la-premiere.md", FIRST)

    assert found[:3] == [
        Passage(3, "La première"),
        Passage(5, "Lire un fichier."),
        Passage(6, "On commence ici."),
    ]
    assert Passage(11, "Un pare-feu protège, un mot compte, un autre aussi.", "paragraph") in found
    assert Passage(13, "un point", "paragraph") in found
    assert Passage(22, "Un pare-feu filtre.", "brief") in found
    assert Passage(32, "Les mots exacts du rapport.") in found
    assert Passage(39, "Premier paragraphe.", "paragraph") in found
    assert Passage(41, "Second paragraphe.", "paragraph") in found


def test_no_name_nor_code_of_a_lesson_is_read(read):
    texts = {passage.text for passage in read("1-la-premiere.md", FIRST)}

    assert not texts & {"ESS-1", "plan.png", "barres", "longue", "2026-11", "oui", "LAB-91", "Q-ESS-01", "pare-feu"}


def test_a_module_a_bank_and_a_glossary_are_read(read):
    assert Passage(11, "Deux paragraphes.", "paragraph") in read("module.md", MODULE)
    assert Passage(12, "Revenez à la première.", "paragraph") in read("2-la-seconde.md", SECOND)
    assert [passage.text for passage in read("questions.md", QUESTIONS)] == [
        "Module 09 Essai",
        "Reconnaître un pare-feu",
        "§ 3.2.1.2",
        "Que fait un pare-feu ?",
        *("Il chauffe", "Non.", "Il filtre", "Oui.", "Il imprime", "Non plus.", "Il copie", "Pas davantage."),
    ]
    assert read("glossaire.md", GLOSSARY) == [
        Passage(1, "Pare-feu"),
        Passage(3, "ANSSI"),
        Passage(5, "Un filtre entre deux réseaux.", "paragraph"),
    ]


def test_both_sides_of_a_pair_are_read(read):
    text = "- [x] Une cause => Un effet\n  > Oui.\n"

    assert [passage.text for passage in read("questions.md", text)] == ["Une cause", "Un effet", "Oui."]


def test_an_activity_and_a_pathway_are_read(read):
    assert read("a.json", ACTIVITY) == [
        Passage(4, "Un titre"),
        Passage(6, 'Dites "oui".', "paragraph"),
        Passage(8, "Un mot"),
    ]
    assert [passage.text for passage in read("elu.yaml", PATHWAY)] == ["Élue locale", "oui"]


def test_a_page_of_documentation_is_read_cell_by_cell_without_its_code(read):
    text = "# Titre\n\nLancez `make` [ici](x.md).\n\n| Un | Deux |\n|---|---|\n\n```sh\nmake\n```\n"

    assert read("page.md", text) == [
        Passage(1, "Titre"),
        Passage(3, "Lancez … ici.", "paragraph"),
        Passage(5, "Un"),
        Passage(5, "Deux"),
    ]


@pytest.mark.parametrize("path", sorted(CONTENT.glob("*/lecons/*.md")), ids=lambda path: path.name)
def test_each_of_our_lessons_has_one_brief(path: Path):
    assert [passage.kind for passage in passages_of(path)].count("brief") == 1
