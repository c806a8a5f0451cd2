"""H5P activities in the open module format: they come in whole or not at all, and go out byte for byte."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from cms.foundation.formats import ImportRefused
from courses.h5p.models import Activity, Library, Placement, Revision
from courses.h5p.services import duplicate_activity, upload_package, write_activity
from courses.modules.models import LessonPage, ModulePage
from courses.modules.services import export_module, import_module
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.building import SVG, demo, package, part, suite, zipped
from tests.courses.h5p.factories import QUESTION, AttemptFactory
from tests.courses.modules.folders import change, files_of, plain, write

LESSON = "lecons/2-la-seconde.md"
MULTI_CHOICE = "H5P.MultiChoice 1.16"


@pytest.fixture
def h5p_files(settings, tmp_path):
    """An empty place for activities; gives what is in it, workspaces aside."""
    settings.H5P_DIR = tmp_path / "h5p"
    return lambda: sorted(path.relative_to(tmp_path) for path in (tmp_path / "h5p").rglob("*") if path.is_file())


@pytest.fixture
def folder(folder, h5p_files):
    return folder


def add(folder: Path, data: bytes, name: str = "tri.h5p", keys: str = "obligatoire: oui\n", block: bool = True):
    """Put a package in the folder, and its block at the end of the second lesson."""
    (folder / "activites").mkdir(exist_ok=True)
    (folder / "activites" / name).write_bytes(data)
    if block:
        lesson = (folder / LESSON).read_text()
        write(folder, LESSON, f"{lesson}\n::: h5p\nfichier: {name}\nconsigne: Répondez.\n{keys}:::\n")
    return folder


def refused(folder: Path, **options) -> list[str]:
    with pytest.raises(ImportRefused) as refusal:
        import_module(folder=folder, **options)
    return [plain(str(fault)) for fault in refusal.value.faults]


def exported(folder: Path) -> dict[str, bytes]:
    export_module(module=ModulePage.objects.get(code="ESS"), folder=folder)
    return files_of(folder)


@pytest.mark.django_db
class TestComingIn:
    def test_the_lesson_plays_the_activity_of_the_package(self, site, folder):
        report = import_module(folder=add(folder, package(title="Trier les objets")))

        activity = Activity.objects.get()
        block = LessonPage.objects.get(code="ESS-2").body.first_block_by_name("h5p")
        assert (activity.title, activity.current_revision.origin) == ("Trier les objets", "imported")
        assert block.value["activity"] == activity
        assert (block.value["instruction"], block.value["required"]) == ("Répondez.", True)
        assert Placement.objects.get().is_required
        assert "créé  activité tri.h5p" in list(report)

    def test_a_package_may_need_what_another_one_brings(self, site, folder):
        """Whatever the order of their names."""
        add(folder, package(libraries=[]), name="a-sans-rien.h5p")
        add(folder, package(), name="z-avec-tout.h5p")

        import_module(folder=folder)

        assert Activity.objects.count() == 2
        assert Library.objects.count() == 1

    def test_twice_changes_nothing(self, site, folder, h5p_files):
        import_module(folder=add(folder, package()))
        before = h5p_files()

        report = import_module(folder=folder)

        assert {line.action for line in report.lines} == {"inchangé"}
        assert Revision.objects.count() == 1
        assert h5p_files() == before

    def test_the_same_content_zipped_otherwise_makes_no_new_version(self, site, folder, h5p_files):
        data = package()
        import_module(folder=add(folder, data))
        before = h5p_files()
        with ZipFile(BytesIO(data)) as archive:
            backwards = [(name, archive.read(name)) for name in reversed(archive.namelist())]

        report = import_module(folder=add(folder, zipped(backwards), block=False))

        assert {line.action for line in report.lines} == {"inchangé"}
        assert Revision.objects.count() == 1
        assert h5p_files() == before

    def test_another_content_makes_a_version_of_the_same_activity(self, site, folder):
        import_module(folder=add(folder, package()))

        report = import_module(folder=add(folder, package(content={"text": "Autre"}), block=False))

        activity = Activity.objects.get()
        assert (activity.current_revision.number, activity.current_revision.content) == (2, {"text": "Autre"})
        assert "modifié   activité tri.h5p" in list(report)

    def test_one_package_in_two_blocks_is_one_activity_at_two_places(self, site, folder):
        add(add(folder, package()), package())

        import_module(folder=folder)

        assert (Activity.objects.count(), Placement.objects.count()) == (1, 2)


@pytest.mark.django_db
class TestWhatLearnersDid:
    def test_stays_when_the_block_moves_in_the_lesson(self, site, folder):
        import_module(folder=add(folder, package()))
        attempt = AttemptFactory(placement=Placement.objects.get())

        change(
            folder, LESSON, "Revenez à", '::: chiffre\nnombre: "2"\ncompte: portes.\nsource: ANSSI\n:::\n\nRevenez à'
        )
        import_module(folder=folder)

        attempt.placement.refresh_from_db()
        assert attempt.placement.is_live
        assert Placement.objects.count() == 1

    def test_stays_when_the_block_was_made_in_the_editor_then_exported_and_imported(self, site, folder, tmp_path):
        import_module(folder=folder)
        lesson = LessonPage.objects.get(code="ESS-2")
        activity = upload_package(file=BytesIO(package()), by=None).activity
        value = {"activity": activity.pk, "instruction": "Répondez.", "required": False, "threshold": None}
        blocks = [*lesson.body.raw_data, {"type": "h5p", "id": "fait-a-la-main", "value": {**value, "file_name": ""}}]
        lesson.body = json.dumps(list(blocks))
        lesson.save_revision().publish()
        attempt = AttemptFactory(placement=Placement.objects.get())
        out = tmp_path / "ailleurs"
        exported(out)

        change(out, LESSON, "Répondez.", "Répondez en deux minutes.")
        import_module(folder=out)

        attempt.placement.refresh_from_db()
        assert attempt.placement.is_live
        assert Activity.objects.count() == 1

    def test_is_kept_when_the_activity_leaves_the_lesson(self, site, folder):
        before = (folder / LESSON).read_text()
        import_module(folder=add(folder, package()))
        attempt = AttemptFactory(placement=Placement.objects.get())

        write(folder, LESSON, before)
        (folder / "activites/tri.h5p").unlink()
        import_module(folder=folder)

        attempt.placement.refresh_from_db()
        assert not attempt.placement.is_live


@pytest.mark.django_db
class TestGoingOut:
    def test_an_uploaded_package_comes_out_byte_for_byte(self, site, folder, tmp_path):
        content = {"content": [part("Un"), part("Deux")]}
        data = package("Test.Suite 1.0", content, [demo(), suite()], extra={"content/images/a.svg": SVG})
        import_module(folder=add(folder, data))

        assert exported(tmp_path / "dehors") == files_of(folder)

    def test_what_was_written_here_comes_out_the_same_from_one_site_to_the_next(self, site, folder, tmp_path):
        """Export, import into a site that has nothing of it, export: the same bytes."""
        import_module(folder=add(folder, package()))
        activity = Activity.objects.get()
        write_activity(
            activity=activity,
            library=Library.objects.get(),
            content={"text": "Écrit ici"},
            title="Écrite ici",
            language="fr",
            by=None,
            based_on=activity.current_revision,
        )
        first = exported(tmp_path / "premier" / "essai")
        forget_all()

        import_module(folder=tmp_path / "premier" / "essai")

        assert Activity.objects.get().current_revision.content == {"text": "Écrit ici"}
        assert exported(tmp_path / "second" / "essai") == first

    def test_two_activities_of_the_same_title_have_two_files(self, site, folder, tmp_path):
        import_module(folder=folder)
        lesson = LessonPage.objects.get(code="ESS-2")
        one = upload_package(file=BytesIO(package(title="L’été, à trier !")), by=None).activity
        other = duplicate_activity(activity=one, by=None, title="L’été, à trier !")
        facts = {"instruction": "", "required": False, "threshold": None, "file_name": ""}
        blocks = [{"type": "h5p", "id": str(it.pk), "value": {"activity": it.pk, **facts}} for it in (one, other)]
        lesson.body = json.dumps(blocks)
        lesson.save_revision().publish()

        out = exported(tmp_path / "dehors")

        assert {path for path in out if path.endswith(".h5p")} == {
            "activites/lete-a-trier.h5p",
            f"activites/{other.pk}-lete-a-trier.h5p",
        }


def forget_all():
    """The site as it was before the module."""
    for page in LessonPage.objects.all():
        page.delete()
    Placement.objects.all().delete()
    Activity.objects.update(current_revision=None)
    for model in (Revision, Activity, Library):
        model.objects.all().delete()


@pytest.mark.django_db
class TestRefusals:
    def test_a_bad_package_is_refused_with_its_file_its_entry_and_the_reason(self, site, folder):
        bad = package(extra={"content/programme.exe": b"MZ", "content/images/a.png": b"pas une image"})

        faults = refused(add(folder, bad))

        assert len(faults) == 2
        assert all(fault.startswith("activites/tri.h5p, ligne 1 : content/") for fault in faults)
        assert any("programme.exe" in fault for fault in faults)

    def test_nothing_is_left_of_the_packages_that_were_good(self, site, folder, h5p_files):
        add(folder, package("Test.Suite 1.0", {"content": [part("Un")]}, [demo(), suite()]), name="a-bon.h5p")
        add(folder, package(extra={"content/programme.exe": b"MZ"}), name="b-mauvais.h5p")

        refused(folder)

        assert [model.objects.count() for model in (Activity, Revision, Library, Placement)] == [0, 0, 0, 0]
        assert not ModulePage.objects.exists()
        assert h5p_files() == []

    def test_a_refusal_takes_away_nothing_that_others_use(self, site, folder, h5p_files):
        upload_package(file=BytesIO(package()), by=None)
        before = h5p_files()
        add(folder, package(), name="a-bon.h5p")
        add(folder, b"rien", name="b-mauvais.h5p")

        refused(folder)

        assert h5p_files() == before

    def test_a_dry_run_leaves_nothing(self, site, folder, h5p_files):
        report = import_module(folder=add(folder, package()), dry_run=True)

        assert any("activité tri.h5p" in line for line in report)
        assert not Activity.objects.exists()
        assert h5p_files() == []

    @pytest.mark.parametrize(
        ("breaking", "said"),
        [
            (lambda folder: (folder / "activites/tri.h5p").unlink(), "Ajoutez « tri.h5p » à activites/"),
            (lambda folder: add(folder, package(), name="seul.h5p", block=False), "Retirez ce paquet"),
            (lambda folder: add(folder, b"", name="Tri.h5p", block=False), "son nom n’est pas prévu"),
            (lambda folder: add(folder, b"", name="tri.zip", block=False), "son nom n’est pas prévu"),
            (lambda folder: change(folder, LESSON, "obligatoire: oui", "seuil: 101"), "entre 1 et 100"),
            (lambda folder: change(folder, LESSON, "fichier: tri.h5p", "fichier: ../tri.h5p"), "pas la forme attendue"),
        ],
        ids=["missing", "idle", "capital", "other extension", "threshold", "outside"],
    )
    def test_a_folder_that_does_not_hold_together(self, site, folder, breaking, said):
        breaking(add(folder, package()))

        assert any(said in fault for fault in refused(folder))

    def test_a_link_is_not_followed(self, site, folder, tmp_path):
        add(folder, package())
        (tmp_path / "ailleurs.h5p").write_bytes(package())
        (folder / "activites/tri.h5p").unlink()
        (folder / "activites/tri.h5p").symlink_to(tmp_path / "ailleurs.h5p")

        assert any("lien symbolique" in fault for fault in refused(folder))

    def test_a_threshold_on_what_the_server_cannot_grade_is_refused_at_its_line(self, site, folder):
        (fault,) = refused(add(folder, package(), keys="seuil: 80\n"))

        assert fault.startswith(f"{LESSON}, ligne ")
        assert "Retirez le seuil : le serveur ne sait pas recalculer tous les points" in fault

    def test_a_threshold_on_what_the_server_grades_comes_in(self, site, folder):
        data = package(MULTI_CHOICE, QUESTION, [demo(MULTI_CHOICE, fields=None)])

        import_module(folder=add(folder, data, keys="seuil: 80\n"))

        assert Placement.objects.get().threshold_percent == 80


@pytest.mark.django_db
class TestRights:
    def test_the_command_line_may_install_libraries(self, site, folder, capsys):
        call_command("import_module", str(add(folder, package())))

        assert Library.objects.get().is_shared
        assert "activité tri.h5p" in capsys.readouterr().out

    def test_somebody_who_may_not_install_them_is_refused_with_what_is_missing(self, site, folder, trainer, capsys):
        with pytest.raises(CommandError):
            call_command("import_module", str(add(folder, package())), "--par", trainer.email)

        said = plain(capsys.readouterr().err)
        assert "activites/tri.h5p" in said
        assert "H5P.Demo 1.0" in said
        assert "administrateur" in said
        assert not Activity.objects.exists()

    def test_they_may_bring_content_for_libraries_that_are_installed(self, site, folder, trainer):
        upload_package(file=BytesIO(package()), by=None)

        import_module(folder=add(folder, package(content={"text": "À moi"})), by=trainer)

        assert Placement.objects.get().activity.created_by == trainer

    def test_a_learner_brings_no_activity(self, site, folder, h5p_files):
        learner = UserFactory()

        with pytest.raises(CommandError, match="n’a pas le droit d’ajouter"):
            call_command("import_module", str(add(folder, package())), "--par", learner.email)

        assert not Activity.objects.exists()

    def test_an_unknown_address_is_said(self, site, folder):
        with pytest.raises(CommandError, match="Aucun compte actif n’a l’adresse"):
            call_command("import_module", str(folder), "--par", "personne@exemple.fr")


@pytest.fixture
def trainer(db):
    from django.contrib.auth.models import Group

    from cms.accounts.permissions import TRAINER

    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=TRAINER))
    return user
