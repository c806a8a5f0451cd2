"""A broken folder is refused with the file, the line and the reason; and nothing at all has been imported."""

import io
import re
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from cms.foundation.formats import ImportRefused
from courses.glossary.models import Term
from courses.modules.services import import_module
from courses.questions.models import Question
from courses.quizzes.models import Quiz
from tests.courses.modules.folders import FIRST, change, picture, plain, write

LESSON = "lecons/1-la-premiere.md"


def replace(path: str, before: str, after: str):
    return lambda folder: change(folder, path, before, after)


def put(path: str, content: bytes):
    def breaking(folder: Path) -> None:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)

    return breaking


def remove(path: str):
    return lambda folder: (folder / path).unlink()


def link_to(path: str, target: str):
    def breaking(folder: Path) -> None:
        (folder / path).unlink(missing_ok=True)
        (folder / path).symlink_to(target)

    return breaking


def two_frames() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (9, 9)).save(file, "PNG", save_all=True, append_images=[Image.new("RGB", (9, 9), "blue")])
    return file.getvalue()


def line_of(text: str, passage: str) -> int:
    return text[: text.index(passage)].count("\n") + 1


BROKEN = {
    "the address of the quiz": (
        lambda folder: (folder / LESSON).rename(folder / "lecons/1-evaluation.md"),
        "lecons/1-evaluation.md",
        1,
        "celle de l’évaluation",
    ),
    "no module.md": (remove("module.md"), "module.md", 1, "Ajoutez ce fichier"),
    "no lesson": (lambda folder: shutil.rmtree(folder / "lecons"), "lecons", 1, "au moins une leçon"),
    "no front matter": (put(LESSON, b"## Un titre\n"), LESSON, 1, "en-tête"),
    "missing key": (replace("module.md", "numéro: 9\n", ""), "module.md", 1, "Il manque la clé « numéro »"),
    "unknown key": (replace("module.md", "numéro: 9", "numéro: 9\nauteur: moi"), "module.md", 4, "Clé inconnue"),
    "key written twice": (replace("module.md", "numéro: 9", "numéro: 9\ncode: ESS"), "module.md", 4, "deux fois"),
    "keys in another order": (
        replace("module.md", "code: ESS\nnuméro: 9", "numéro: 9\ncode: ESS"), "module.md", 2, "format_module",
    ),
    "a number that is none": (replace("module.md", "numéro: 9", "numéro: neuf"), "module.md", 3, "nombre entier"),
    "unreadable YAML": (
        replace(LESSON, "minutes: 10", "minutes: [10"), LESSON, None, "YAML illisible",
    ),
    "a YAML bomb": (
        replace("module.md", "titre: Essai", "titre: &a [x, x]\nrésumé: *a"), "module.md", 4, "Ni ancre",
    ),
    "YAML nested without end": (
        replace("module.md", "titre: Essai", "titre: " + "[" * 5000), "module.md", 4, "trop imbriquées",
    ),
    "a YAML tag": (
        replace("module.md", "titre: Essai", "titre: !!python/name:os.system x"), "module.md", 4, "étiquette",
    ),
    "unknown block": (
        replace(LESSON, "::: chiffre", "::: vidéo"), LESSON, line_of(FIRST, "::: chiffre"), "Bloc inconnu : « vidéo »",
    ),
    "block not closed": (
        replace(LESSON, "codes:\n  - Q-ESS-01\n:::\n", "codes:\n  - Q-ESS-01\n"),
        LESSON, line_of(FIRST, "::: questions"), "n’est pas fermé",
    ),
    "block closed twice": (
        replace(LESSON, "  - Q-ESS-01\n:::\n", "  - Q-ESS-01\n:::\n\n:::\n"),
        LESSON, line_of(FIRST, "  - Q-ESS-01") + 3, "n’a pas été ouvert",
    ),
    "a second takeaway": (
        replace(LESSON, "::: chiffre", "::: retenir\nidées:\n  - Encore.\n:::\n\n::: chiffre"),
        LESSON, line_of(FIRST, "::: chiffre"), "une seule fois",
    ),
    "four ideas to remember": (
        replace(LESSON, "idées:\n", "idées:\n  - a\n  - b\n  - c\n"),
        LESSON, line_of(FIRST, "idées:") + 1, "entre 1 et 3",
    ),
    "a row too short": (
        replace(LESSON, "  - - Maire\n    - La décision\n", "  - - Maire\n    - La décision\n    - Encore\n"),
        LESSON, line_of(FIRST, "::: tableau"), "autant de cases",
    ),
    "an activity without a code": (
        replace(LESSON, "code: LAB-91\n", ""), LESSON, line_of(FIRST, "code: LAB-91") - 1, "Il manque la clé « code »",
    ),
    "an activity whose code is none": (
        replace(LESSON, "code: LAB-91", "code: lab 91"),
        LESSON, line_of(FIRST, "code: LAB-91"), "« lab 91 » n’a pas la forme attendue",
    ),
    "an activity without an instruction": (
        replace(LESSON, "consigne: Autorisez un service, puis retirez votre accord.\n", ""),
        LESSON, line_of(FIRST, "code: LAB-92") - 1, "Il manque la clé « consigne »",
    ),
    "an instruction that is too long": (
        replace(LESSON, "consigne: Autorisez", f"consigne: {'x' * 320}"),
        LESSON, line_of(FIRST, "consigne: Autorisez"), "320 au plus",
    ),
    "an activity that is perhaps required": (
        replace(LESSON, "obligatoire: oui", "obligatoire: peut-être"),
        LESSON, line_of(FIRST, "obligatoire: oui"), "On attend ici « oui » ou « non »",
    ),
    "an activity that says no in so many words": (
        replace(LESSON, "obligatoire: oui", "obligatoire: non"),
        LESSON, line_of(FIRST, "obligatoire: oui"), "format_module",
    ),
    "HTML as a block of code": (
        replace(LESSON, "- un point", "```html\n<b>\n```\n\n- un point"),
        LESSON, line_of(FIRST, "- un point"), "bloc de code",
    ),
    "a first-level title": (replace(LESSON, "## Un titre", "# Un titre"), LESSON, 9, "niveau de titre"),
    "a script as a link": (
        replace("module.md", "https://exemple.org/", "javascript:alert(1)"), "module.md", 13, "format_module",
    ),
    "a link to a file": (
        replace("module.md", "https://exemple.org/", "../secret.txt"), "module.md", 13, "n’est pas permis",
    ),
    "not in canonical form": (
        replace(LESSON, "un *autre* aussi", "un _autre_ aussi"), LESSON, 11, "*autre*",
    ),
    "spaces at the end of a line": (replace(LESSON, "- un point", "- un point "), LESSON, 13, "format_module"),
    "Windows line endings": (
        lambda folder: (folder / LESSON).write_bytes((folder / LESSON).read_bytes().replace(b"\n", b"\r\n")),
        LESSON, 1, "format_module",
    ),
    "not UTF-8": (put(LESSON, FIRST.encode("latin-1", "replace")), LESSON, None, "UTF-8"),
    "an invisible character": (replace(LESSON, "un point", "un\x08 point"), LESSON, 13, "invisible"),
    "a text too heavy": (put(LESSON, b"x" * 500_000), LESSON, 1, "trop lourd"),
    "a lesson's code twice": (
        replace("lecons/2-la-seconde.md", "code: ESS-2", "code: ESS-1"), "lecons/2-la-seconde.md", 2, "déjà pris",
    ),
    "a lesson of another module": (
        replace("lecons/2-la-seconde.md", "code: ESS-2", "code: SEC-2"), "lecons/2-la-seconde.md", 2, "ESS-",
    ),
    "a hole in the numbers": (
        lambda folder: (folder / "lecons/2-la-seconde.md").rename(folder / "lecons/3-la-seconde.md"),
        "lecons/3-la-seconde.md", 1, "n° 2",
    ),
    "two lessons at one address": (
        lambda folder: (folder / "lecons/2-la-seconde.md").rename(folder / "lecons/2-la-premiere.md"),
        "lecons/2-la-premiere.md", 1, "adresse",
    ),
    "an unknown term": (
        replace(LESSON, "#mot-pare-feu", "#mot-coupe-feu"), LESSON, 11, "« coupe-feu » à glossaire.md",
    ),
    "an idle term": (
        lambda folder: write(
            folder, "glossaire.md",
            (folder / "glossaire.md").read_text() + "\n### Zéro\nidentifiant : zero\n\nRien.\n",
        ),
        "glossaire.md", 7, "aucune leçon n’y renvoie",
    ),
    "a term without a definition": (
        replace("glossaire.md", "\nUn filtre entre deux réseaux.\n", ""), "glossaire.md", 1, "définition",
    ),
    "an unknown question": (
        replace(LESSON, "- Q-ESS-01", "- Q-ESS-99"), LESSON, line_of(FIRST, "  - Q-ESS-01"), "questions.md",
    ),
    "a question of another module": (
        replace("questions.md", "Q-ESS-01\nmodule : ESS", "Q-ESS-01\nmodule : SEC"), "questions.md", None, "SEC",
    ),
    "a question of no lesson": (
        replace("questions.md", "leçon : ESS-1", "leçon : ESS-7"), "questions.md", 3, "ESS-7",
    ),
    "another heading for the questions": (
        replace("questions.md", "## Module 09 Essai", "## Module 08 Essai"), "questions.md", 1, "Module 09 Essai",
    ),
    "an image that is not there": (remove("images/plan.png"), LESSON, line_of(FIRST, "fichier: plan.png"), "images/"),
    "an image that nobody shows": (put("images/autre.png", picture("blue")), "images/autre.png", 1, "ne l’emploie"),
    "one image under two names": (put("images/autre.png", picture()), "images/plan.png", 1, "même image"),
    "text named as an image": (put("images/plan.png", b"<svg onload=alert(1)>"), "images/plan.png", 1, "pas une image"),
    "an image cut in the middle": (put("images/plan.png", picture()[:60]), "images/plan.png", 1, "pas une image"),
    "an image of another kind": (
        put("images/plan.png", picture(kind="JPEG")), "images/plan.png", 1, "extension de son vrai format",
    ),
    "a pixel bomb": (put("images/plan.png", picture(size=(9000, 9000))), "images/plan.png", 1, "Réduisez"),
    "an animation": (put("images/plan.png", two_frames()), "images/plan.png", 1, "animation"),
    "a path outside the folder": (
        replace(LESSON, "fichier: plan.png", "fichier: ../../secret.png"),
        LESSON, line_of(FIRST, "fichier: plan.png"), "n’a pas la forme attendue",
    ),
    "a symbolic link for an image": (link_to("images/plan.png", "/etc/hostname"), "images/plan.png", 1, "symbolique"),
    "a symbolic link for a lesson": (link_to(LESSON, "/etc/hostname"), LESSON, 1, "symbolique"),
    "a symbolic link for a folder": (link_to("lecons/dehors", "/etc"), "lecons/dehors", 1, "symbolique"),
    "an unexpected file": (put("lecons/notes.txt", b"x"), "lecons/notes.txt", 1, "Retirez ou renommez"),
    "an unexpected folder": (put("divers/x.md", b"x"), "divers", 1, "Retirez ce dossier"),
    "a shape that nobody draws": (
        replace(LESSON, "forme: barres", "forme: camembert"), LESSON, line_of(FIRST, "forme: barres"), "barres, courbe, parts",
    ),
    "a figure that is none": (
        replace(LESSON, "    - 294,2", "    - beaucoup"), LESSON, line_of(FIRST, "::: graphique"), "ligne 1, 2015",
    ),
    "a chart with a cell too few": (
        replace(LESSON, "    - 294,2\n", ""), LESSON, line_of(FIRST, "::: graphique"), "autant de cases",
    ),
    "a long part without a title": (
        replace(LESSON, "version: longue\ntitre: Pour en savoir plus\n", "version: longue\n"),
        LESSON, line_of(FIRST, "::: partie"), "Donnez un titre",
    ),
    "the end of a part that was not opened": (
        replace(LESSON, "version: longue\ntitre: Pour en savoir plus\n", "version: toutes\n"),
        LESSON, line_of(FIRST, "::: partie"), "aucune partie longue",
    ),
    "an unknown page": (
        replace("lecons/2-la-seconde.md", "page:ESS-1", "page:SEC-1"), "lecons/2-la-seconde.md", 12, "page:SEC-1",
    ),
}  # fmt: skip


def what_stands(media) -> tuple:
    return (
        *(model.objects.count() for model in (Page, Revision, Term, Question, Quiz, get_image_model())),
        media(),
    )


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_folder_is_refused_whole(site, folder, media, name):
    breaking, file, line, reason = BROKEN[name]
    breaking(folder)
    before = what_stands(media)

    with pytest.raises(ImportRefused) as refusal:
        import_module(folder=folder)

    faults = refusal.value.faults
    assert any(
        fault.file == file and line in (None, fault.line) and reason in plain(fault.reason) for fault in faults
    ), [str(fault) for fault in faults]
    assert what_stands(media) == before


def test_all_faults_are_told_at_once_in_reading_order(site, folder, capsys):
    change(folder, "module.md", "numéro: 9", "numéro: neuf")
    change(folder, LESSON, "::: chiffre", "::: vidéo")
    change(folder, "lecons/2-la-seconde.md", "minutes: 5", "minutes: 0")

    with pytest.raises(CommandError, match="Points à corriger"):
        call_command("import_module", str(folder))

    told = capsys.readouterr().err.splitlines()
    assert [re.match(r"(.*), ligne \d+ : ", line)[1] for line in told] == [
        "lecons/1-la-premiere.md", "lecons/2-la-seconde.md", "module.md",
    ]  # fmt: skip


def test_a_failure_half_way_leaves_neither_rows_nor_files(site, folder, media, monkeypatch):
    def fail(page):
        raise RuntimeError

    monkeypatch.setattr("courses.modules.services.writing.publish", fail)
    before = what_stands(media)

    with pytest.raises(RuntimeError):
        import_module(folder=folder)

    assert what_stands(media) == before


def test_a_module_cannot_take_the_address_of_another(site, folder, tmp_path):
    import_module(folder=folder)
    other = shutil.copytree(folder, tmp_path / "autre" / "essai")
    for path in other.rglob("*.md"):
        write(other, path.relative_to(other).as_posix(), path.read_text().replace("ESS", "AUT"))

    with pytest.raises(ImportRefused) as refusal:
        import_module(folder=other)

    assert "a déjà l’adresse « essai »" in plain(refusal.value.faults[0].reason)
