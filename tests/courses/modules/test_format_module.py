"""`format_module` puts a folder into the one form that an import accepts."""

import pytest
from django.core.management import CommandError, call_command

from courses.modules.openformat.formatting import format_folder
from tests.courses.modules.folders import change, files_of

LESSON = "lecons/1-la-premiere.md"


def test_a_canonical_folder_is_left_alone(folder):
    before = files_of(folder)

    assert format_folder(folder).rewritten == []
    assert files_of(folder) == before


@pytest.mark.parametrize(
    ("path", "canonical", "written"),
    [
        (LESSON, "un *autre* aussi", "un _autre_\naussi"),
        (LESSON, "- un point\n- un second point", "* un point\n\n* un second point"),
        (LESSON, "## Un titre", "Un titre\n--------"),
        (LESSON, 'nombre: "218"', "nombre: 218"),
        (LESSON, "titre: Deux gestes", "titre: 'Deux gestes'"),
        (LESSON, "  - - Maire\n    - La décision\n  - - DSI\n    - Les mises à jour", "- [Maire, La décision]\n- [DSI, Les mises à jour]"),
        (LESSON, ":::\n\n::: chiffre", ":::\n::: chiffre"),
        (LESSON, "    texte: Appelez.\n", "    texte: |\n      Appelez.\n"),
        (LESSON, "minutes: 10\nobjectif: Lire un fichier.", "objectif: >\n  Lire un\n  fichier.\nminutes: 10"),
        (LESSON, "compte: incidents traités en 2024.", "compte: incidents traite\u0301s en 2024."),
        (LESSON, "retirez votre accord.\n", "retirez votre accord.\nobligatoire: non\n"),
        (LESSON, "obligatoire: oui", 'obligatoire: "oui"'),
        ("module.md", 'version: "2026.1"', "version: 2026.1"),
        ("glossaire.md", "\nUn filtre", "\n\nUn filtre"),
        ("questions.md", "## Module 09 Essai", "## Module 02 Autre"),
    ],
)  # fmt: skip
def test_other_writings_are_brought_back(folder, path, canonical, written):
    before = files_of(folder)
    change(folder, path, canonical, written)

    result = format_folder(folder)

    assert (result.rewritten, result.faults) == ([path], [])
    assert files_of(folder) == before


def test_windows_line_endings_are_brought_back(folder):
    before = files_of(folder)
    (folder / LESSON).write_bytes(b"\xef\xbb\xbf" + (folder / LESSON).read_bytes().replace(b"\n", b"\r\n"))

    format_folder(folder)

    assert files_of(folder) == before


def test_terms_are_put_in_order(folder):
    change(folder, "glossaire.md", "### Pare-feu", "### Zone\nidentifiant : zone\n\nUn lieu.\n\n### Pare-feu")

    format_folder(folder)

    assert (folder / "glossaire.md").read_text().index("### Pare-feu") < (folder / "glossaire.md").read_text().index(
        "### Zone"
    )


def test_what_cannot_be_read_is_told_and_left_alone(folder, capsys):
    change(folder, LESSON, "::: chiffre", "::: vidéo")
    change(folder, "module.md", 'version: "2026.1"', "version: 2026.1")

    with pytest.raises(CommandError, match="Points à corriger"):
        call_command("format_module", str(folder))

    told = capsys.readouterr()
    assert "module.md" in told.out
    assert told.err.startswith(f"{LESSON}, ligne ")
    assert "::: vidéo" in (folder / LESSON).read_text()
