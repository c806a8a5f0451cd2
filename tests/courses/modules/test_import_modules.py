"""Several modules at once: they may link to one another, and either all of them come in or none."""

import io

import pytest
from django.core.management import CommandError, call_command

from cms.foundation.formats import ImportRefused
from courses.modules.models import LessonPage, ModulePage
from courses.modules.services import export_module, import_modules
from tests.courses.modules.folders import a_folder, change, files_of, plain, write


@pytest.fixture
def two(tmp_path):
    """Two modules, each with a link to a lesson of the other."""
    one, other = a_folder(tmp_path, "un"), a_folder(tmp_path, "deux")
    for path in sorted(file.relative_to(other).as_posix() for file in other.rglob("*.md")):
        text = (other / path).read_text(encoding="utf-8")
        write(
            other, path, text.replace("ESS", "AUT").replace("numéro: 9", "numéro: 8").replace("Module 09", "Module 08")
        )
    change(one, "lecons/2-la-seconde.md", "page:ESS-1", "page:AUT-1")
    change(other, "lecons/2-la-seconde.md", "page:AUT-1", "page:ESS-1")
    return [one, other]


def told(refused):
    return [plain(str(fault)) for fault in refused.value.faults]


def test_modules_that_link_to_one_another_come_in_together_and_out_again(site, two, tmp_path):
    import_modules(folders=two)

    for folder in two:
        export_module(module=ModulePage.objects.get(slug=folder.name), folder=tmp_path / "out" / folder.name)
        assert files_of(tmp_path / "out" / folder.name) == files_of(folder)
    assert {line.split()[0] for line in import_modules(folders=two)} == {"inchangé"}


def test_a_fault_in_one_refuses_all_and_is_told_with_its_folder(site, two):
    change(two[1], "lecons/1-la-premiere.md", "minutes: 10", "minutes: beaucoup")

    with pytest.raises(ImportRefused) as refused:
        import_modules(folders=two)

    assert [fault.startswith("deux/lecons/1-la-premiere.md, ligne 4 :") for fault in told(refused)] == [True]
    assert not LessonPage.objects.exists()


def test_a_page_that_none_of_them_brings_is_refused(site, two):
    change(two[0], "lecons/2-la-seconde.md", "page:AUT-1", "page:AUT-7")

    with pytest.raises(ImportRefused) as refused:
        import_modules(folders=two)

    assert [fault.startswith("un/lecons/2-la-seconde.md, ligne 12 :") for fault in told(refused)] == [True]


def test_a_term_defined_twice_must_be_defined_alike(site, two):
    change(two[1], "glossaire.md", "Un filtre entre deux réseaux.", "Une porte.")

    with pytest.raises(ImportRefused) as refused:
        import_modules(folders=two)

    assert "deux/glossaire.md, ligne 1 : Écrivez « pare-feu » comme dans le dossier « un »" in told(refused)[0]


def test_two_folders_of_the_same_module_are_refused(site, two, tmp_path):
    with pytest.raises(ImportRefused) as refused:
        import_modules(folders=[two[0], a_folder(tmp_path, "trois")])

    assert "trois/module.md, ligne 2 : Changez ce code" in told(refused)[0]


def test_the_command_leaves_alone_those_that_are_there_and_brings_the_others(site, two):
    call_command("import_module", *map(str, two), stdout=io.StringIO())
    ModulePage.objects.get(code="AUT").delete()
    out = io.StringIO()

    call_command("import_module", *map(str, two), if_missing=True, stdout=out)

    assert "Le module du dossier un existe déjà." in plain(out.getvalue())
    assert ModulePage.objects.filter(code="AUT").exists()


def test_the_command_tells_every_fault(site, two):
    for folder in two:
        change(folder, "lecons/1-la-premiere.md", "minutes: 10", "minutes: beaucoup")
    err = io.StringIO()

    with pytest.raises(CommandError):
        call_command("import_module", *map(str, two), stderr=err)

    assert ["un/" in err.getvalue(), "deux/" in err.getvalue()] == [True, True]
