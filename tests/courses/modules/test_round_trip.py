"""What goes in comes out, byte for byte; what comes out goes in and changes nothing."""

from django.conf import settings
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from courses.modules.models import LessonPage, ModulePage
from courses.modules.services import export_module, import_module, import_modules
from tests.courses.modules.folders import change, files_of

OWN = sorted(path.parent for path in (settings.BASE_DIR / "courses" / "content").glob("*/module.md"))


def state():
    """All that a second import must leave alone."""
    return (
        list(Page.objects.order_by("pk").values_list("pk", "path", "url_path", "latest_revision_id")),
        Revision.objects.count(),
        list(get_image_model().objects.values_list("pk", "file")),
    )


def test_our_own_modules_link_to_one_another_and_come_out_as_they_went_in(site, tmp_path):
    import_modules(folders=OWN)

    for content in OWN:
        export_module(module=ModulePage.objects.get(slug=content.name), folder=tmp_path / content.name)

    assert [files_of(tmp_path / content.name) for content in OWN] == [files_of(content) for content in OWN]


def test_a_small_module_comes_out_as_it_went_in(site, folder, tmp_path):
    import_module(folder=folder)

    export_module(module=ModulePage.objects.get(code="ESS"), folder=tmp_path / "out")

    assert files_of(tmp_path / "out") == files_of(folder)


def test_importing_twice_changes_nothing(site, folder, media):
    import_module(folder=folder)
    before, files = state(), media()

    report = import_module(folder=folder)

    assert {line.action for line in report.lines} == {"inchangé"}
    assert (state(), media()) == (before, files)


def test_importing_what_was_exported_changes_nothing_even_under_another_name(site, folder, tmp_path):
    import_module(folder=folder)
    export_module(module=ModulePage.objects.get(code="ESS"), folder=tmp_path / "ailleurs")
    before = state()

    report = import_module(folder=tmp_path / "ailleurs")

    assert {line.action for line in report.lines} == {"inchangé"}
    assert state() == before


def test_only_the_lesson_that_differs_gets_a_revision(site, folder):
    import_module(folder=folder)
    before = Revision.objects.count()
    change(folder, "lecons/2-la-seconde.md", "Revenez à", "Retournez à")

    report = import_module(folder=folder)

    assert [line.what for line in report.lines if line.action == "modifié"] == ["leçon ESS-2 La seconde"]
    assert Revision.objects.count() == before + 1
    assert "Retournez" in str(LessonPage.objects.get(code="ESS-2").body)


def test_a_visit_in_the_editor_that_changes_no_word_changes_no_file(site, folder, tmp_path):
    import_module(folder=folder)
    lesson = LessonPage.objects.get(code="ESS-1")
    first = lesson.body.get_prep_value()[0]
    drafted = first["value"].replace("<p>", '<p data-block-key="a1b2c">').replace("<b>mot</b>", "<strong>mot</strong>")
    lesson.body = [(first["type"], drafted), *[(block.block_type, block.value) for block in lesson.body][1:]]
    lesson.save_revision().publish()

    export_module(module=ModulePage.objects.get(code="ESS"), folder=tmp_path / "out")

    assert files_of(tmp_path / "out") == files_of(folder)
    assert {line.action for line in import_module(folder=folder).lines} == {"inchangé"}
