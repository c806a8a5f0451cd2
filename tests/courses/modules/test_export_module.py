"""What comes out is what is on line; what the format cannot say is refused, file by file."""

import pytest
from django.core.management import CommandError, call_command

from courses.modules.models import LessonPage, ModulePage
from courses.modules.services import ExportRefused, export_module, import_module
from courses.modules.services.exporting import FolderIsOccupied
from tests.courses.modules.folders import files_of, plain


@pytest.fixture
def module(site, folder):
    import_module(folder=folder)
    return ModulePage.objects.get(code="ESS")


def rewrite(code, *blocks):
    """An editor publishes other blocks."""
    lesson = LessonPage.objects.get(code=code)
    lesson.body = list(blocks)
    lesson.save_revision().publish()


def lesson_text(folder):
    return (folder / "lecons/2-la-seconde.md").read_text()


def test_drafts_stay_at_home(module, tmp_path):
    lesson = LessonPage.objects.get(code="ESS-2")
    lesson.title = "Un brouillon"
    lesson.save_revision()

    export_module(module=module, folder=tmp_path / "out")

    assert "Un brouillon" not in lesson_text(tmp_path / "out")


def test_an_unpublished_lesson_is_not_written(module, tmp_path):
    LessonPage.objects.get(code="ESS-2").unpublish()

    paths = export_module(module=module, folder=tmp_path / "out")

    assert "lecons/1-la-premiere.md" in paths
    assert "lecons/2-la-seconde.md" not in paths


def test_what_draftail_stores_becomes_plain_markdown(module, tmp_path):
    rewrite(
        "ESS-2",
        (
            "text",
            '<h2 data-block-key="a">Un titre</h2>'
            '<p data-block-key="b">Avec <b>du gras </b>et <a href="https://exemple.org/">un <i>lien</i></a>.<br/>Ici.</p>'
            '<ul><li data-block-key="c">un<ul><li data-block-key="d">dessous</li></ul></li></ul>',
        ),
        ("text", "<p>Un second texte.</p>"),
    )

    export_module(module=module, folder=tmp_path / "out")

    assert lesson_text(tmp_path / "out").endswith(
        "## Un titre\n\nAvec **du gras** et [un *lien*](https://exemple.org/).\\\nIci.\n\n- un\n  - dessous\n\n"
        "Un second texte.\n"
    )
    assert {line.action for line in import_module(folder=tmp_path / "out").lines} == {"inchangé"}


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<p>Un <code>mot</code></p>", "la mise en forme « code »"),
        ("<table><tr><td>x</td></tr></table>", "hors des paragraphes"),
        ('<p><a linktype="page" id="999999">perdu</a></p>', "le lien « perdu »"),
        ('<p><a linktype="document" id="1">un fichier</a></p>', "le lien « un fichier »"),
        ('<p><a href="#ancre">là</a></p>', "n’est pas permis"),
        ("<p>Collé<b> :</b>suite <b>Attention :</b>suite</p>", "format_module"),
    ],
)
def test_what_the_format_cannot_say_is_refused_with_its_file(module, tmp_path, html, reason):
    rewrite("ESS-2", ("text", html))

    with pytest.raises(ExportRefused) as refusal:
        export_module(module=module, folder=tmp_path / "out")

    assert refusal.value.faults[0].file == "lecons/2-la-seconde.md"
    assert reason in plain(refusal.value.faults[0].reason)
    assert not (tmp_path / "out").exists()


def test_an_earlier_export_is_replaced(module, tmp_path):
    export_module(module=module, folder=tmp_path / "out")
    LessonPage.objects.get(code="ESS-2").unpublish()

    export_module(module=module, folder=tmp_path / "out")

    assert "lecons/2-la-seconde.md" not in files_of(tmp_path / "out")


def test_a_folder_that_holds_something_else_is_left_alone(module, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thèse.odt").write_bytes(b"x")

    with pytest.raises(FolderIsOccupied):
        export_module(module=module, folder=tmp_path / "out")

    assert files_of(tmp_path / "out") == {"thèse.odt": b"x"}


def test_the_command_wants_a_published_module(module, tmp_path):
    with pytest.raises(CommandError, match="Aucun module publié"):
        call_command("export_module", "inconnu", str(tmp_path / "out"))


def test_the_command_says_what_it_wrote(module, tmp_path, capsys):
    call_command("export_module", "essai", str(tmp_path / "out"))

    assert "écrit  lecons/1-la-premiere.md" in capsys.readouterr().out
