"""What an import does to a site that already lives."""

import shutil

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.foundation import content_version
from courses.glossary.models import Term
from courses.modules.models import CataloguePage, LessonPage, ModulePage
from courses.modules.services import HomePageMissing, import_module
from courses.questions.models import Question
from courses.quizzes.models import Quiz
from tests.courses.modules.folders import a_folder, change, picture


def actions(report):
    return {line.what: line.action for line in report.lines}


def test_a_first_import_makes_the_catalogue_the_pages_and_the_quiz(site, folder):
    report = import_module(folder=folder)

    module = ModulePage.objects.live().get(code="ESS")
    assert CataloguePage.objects.live().get().get_parent().pk == site.pk
    assert [lesson.code for lesson in module.lessons] == ["ESS-1", "ESS-2"]
    assert module.quiz == Quiz.objects.get(code="ESS")
    assert Question.objects.drawable().get().code == "Q-ESS-01"
    assert actions(report)["leçon ESS-1 La première"] == "créé"
    assert [str(line).split()[0] for line in report][:2] == ["créé", "créé"]


def test_lessons_link_to_one_another_by_code(site, folder):
    import_module(folder=folder)

    first = LessonPage.objects.get(code="ESS-1")
    assert f'linktype="page" id="{first.pk}"' in str(LessonPage.objects.get(code="ESS-2").body.raw_data[0])


def test_a_link_may_name_another_page_of_the_site_by_its_address(site, folder):
    change(folder, "lecons/2-la-seconde.md", "page:ESS-1", "page:/aide/")

    import_module(folder=folder)

    page = Page.objects.get(slug="aide")
    assert f'id="{page.pk}"' in str(LessonPage.objects.get(code="ESS-2").body.raw_data[0])


def test_a_site_without_a_home_page_is_refused(db, media, folder):
    with pytest.raises(HomePageMissing):
        import_module(folder=folder)


def test_a_dry_run_tells_everything_and_keeps_nothing(site, folder, media, capsys):
    call_command("import_module", str(folder), dry_run=True)

    told = capsys.readouterr().out
    assert "leçon ESS-1" in told
    assert "rien n’a été enregistré" in told
    assert not ModulePage.objects.exists()
    assert not get_image_model().objects.exists()
    assert media() == []


def test_an_image_already_in_the_library_is_not_added_again(site, folder, media):
    import_module(folder=folder)
    (folder / "images/plan.png").rename(folder / "images/ville.png")
    change(folder, "lecons/1-la-premiere.md", "plan.png", "ville.png")

    import_module(folder=folder)

    assert get_image_model().objects.count() == 1
    assert media() == ["plan.png"]


def test_another_image_under_the_same_name_is_another_image(site, folder):
    import_module(folder=folder)
    (folder / "images/plan.png").write_bytes(picture("green"))

    import_module(folder=folder)

    assert get_image_model().objects.count() == 2


def test_a_lesson_taken_out_of_the_folder_is_withdrawn_and_can_come_back(site, folder):
    import_module(folder=folder)
    pk = LessonPage.objects.get(code="ESS-2").pk
    kept = (folder / "lecons/2-la-seconde.md").rename(folder.parent / "gardee.md")

    report = import_module(folder=folder)

    assert actions(report)["leçon ESS-2 La seconde"] == "retiré"
    assert not LessonPage.objects.get(pk=pk).live
    kept.rename(folder / "lecons/2-la-seconde.md")
    assert actions(import_module(folder=folder))["leçon ESS-2 La seconde"] == "modifié"
    assert LessonPage.objects.get(code="ESS-2", live=True).pk == pk


def test_lessons_can_exchange_their_places_and_their_addresses(site, folder):
    import_module(folder=folder)
    keys = dict(LessonPage.objects.values_list("code", "pk"))
    lessons = folder / "lecons"
    (lessons / "1-la-premiere.md").rename(lessons / "2-la-seconde.tmp")
    (lessons / "2-la-seconde.md").rename(lessons / "1-la-premiere.md")
    (lessons / "2-la-seconde.tmp").rename(lessons / "2-la-seconde.md")

    report = import_module(folder=folder)

    module = ModulePage.objects.get(code="ESS")
    assert [(lesson.code, lesson.slug) for lesson in module.lessons] == [
        ("ESS-2", "la-premiere"),
        ("ESS-1", "la-seconde"),
    ]
    assert dict(LessonPage.objects.values_list("code", "pk")) == keys
    assert actions(report)["ordre des leçons"] == "modifié"
    assert set(actions(import_module(folder=folder)).values()) == {"inchangé"}


def test_a_known_module_keeps_its_address_whatever_the_folder_is_called(site, folder):
    import_module(folder=folder)

    import_module(folder=folder.rename(folder.parent / "autre-nom"))

    assert ModulePage.objects.get(code="ESS").slug == "essai"


def test_a_draft_in_progress_is_not_lost_when_the_live_text_is_the_same(site, folder):
    import_module(folder=folder)
    lesson = LessonPage.objects.get(code="ESS-2")
    lesson.title = "Un brouillon"
    draft = lesson.save_revision()

    import_module(folder=folder)

    lesson.refresh_from_db()
    assert lesson.latest_revision_id == draft.pk
    assert lesson.title == "La seconde"


def test_a_term_changed_in_the_folder_changes_in_the_glossary(site, folder):
    import_module(folder=folder)
    change(folder, "glossaire.md", "Un filtre", "Un gardien")

    report = import_module(folder=folder)

    assert actions(report)["terme Pare-feu"] == "modifié"
    assert Term.objects.get(slug="pare-feu").definition == "Un gardien entre deux réseaux."


def test_what_visitors_read_is_forgotten_after_an_import(site, folder, django_capture_on_commit_callbacks):
    before = content_version.current()

    with django_capture_on_commit_callbacks(execute=True):
        import_module(folder=folder)

    assert content_version.current() != before


def test_the_demonstration_leaves_an_existing_module_alone(site, folder, capsys):
    call_command("import_module", str(folder), if_missing=True)
    change(folder, "module.md", "titre: Essai", "titre: Changé")

    call_command("import_module", str(folder), if_missing=True)

    assert ModulePage.objects.get(code="ESS").title == "Essai"


def test_two_modules_can_link_to_each_other_once_both_are_there(site, tmp_path, folder):
    import_module(folder=folder)
    other = a_folder(tmp_path, "autre")
    for path in [*other.rglob("*.md")]:
        path.write_text(path.read_text().replace("ESS", "AUT"), newline="\n")
    change(other, "lecons/2-la-seconde.md", "page:AUT-1", "page:ESS")

    import_module(folder=other)

    module = ModulePage.objects.get(code="ESS")
    assert f'id="{module.pk}"' in str(LessonPage.objects.get(code="AUT-2").body.raw_data[0])


def test_the_command_says_what_to_do_about_a_missing_folder(site, tmp_path):
    with pytest.raises(CommandError, match="Import refusé"):
        call_command("import_module", str(tmp_path / "rien"))


def test_an_imported_lesson_can_be_read(site, folder, client):
    import_module(folder=folder)
    shutil.rmtree(folder)

    answer = client.get("/modules/essai/la-premiere/")

    assert answer.status_code == 200
    assert reverse("glossary:index") in answer.content.decode()
