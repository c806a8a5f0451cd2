"""A sound package comes in: what is kept of it, and how many times."""

import os
import time
from io import BytesIO
from pathlib import Path

import pytest

from courses.h5p import files
from courses.h5p.models import Activity, Library, Revision
from courses.h5p.packages import reading
from courses.h5p.packages.cleaning import is_dangerous
from courses.h5p.rules.contents import read_contents
from courses.h5p.services import PackageRefused, delete_activity, delete_library, remove_unused, upload_package
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.building import PNG, SVG, demo, library, package, part, suite

pytestmark = pytest.mark.django_db

TEXT = [{"name": "text", "type": "text", "widget": "html", "label": "Texte"}]


def upload(data, by=None, **options):
    return upload_package(file=BytesIO(data), by=by, **options)


def test_a_package_becomes_an_activity_with_its_files_and_its_libraries():
    data = package(
        "Test.Suite 1.0",
        {"content": [part("Un"), part("Deux")], "image": {"path": "images/a.png"}},
        [demo(), suite()],
        {"content/images/a.png": PNG},
    )
    trainer = UserFactory(administrator=True)

    revision = upload(data, trainer)

    assert Activity.objects.get().current_revision == revision
    assert revision.title == revision.activity.title == "Une activité d’essai"
    assert (revision.number, revision.language, revision.origin) == (1, "fr", Revision.Origin.UPLOADED)
    assert revision.created_by == revision.activity.created_by == trainer
    assert [link.library.name for link in revision.library_links.all()] == ["H5P.Demo 1.0", "Test.Suite 1.0"]
    assert revision.main_library.name == "Test.Suite 1.0"
    assert revision.files == {"images/a.png": len(PNG)}
    assert (files.content_folder(revision.content_digest) / "images/a.png").read_bytes() == PNG
    assert files.package_file(revision.package).read_bytes() == data
    stored = Library.objects.get(machine_name="H5P.Demo")
    assert stored.is_shared
    assert stored.installed_by == trainer
    assert (files.library_folder(stored.digest) / "scripts/main.js").is_file()
    assert revision.remarks == []


def test_a_package_on_disk_stays_where_it_is(tmp_path):
    path = tmp_path / "Activité.H5P"
    path.write_bytes(package())

    revision = upload_package(file=path, by=None)

    assert path.read_bytes() == files.package_file(revision.package).read_bytes()


def test_a_new_package_is_a_new_revision_and_the_old_one_stays_as_it_was():
    first = upload(package(content={"text": "Avant"}))

    second = upload(package(content={"text": "Après"}, title="Nouveau titre"), activity=first.activity)

    first.refresh_from_db()
    assert (first.content, second.content) == ({"text": "Avant"}, {"text": "Après"})
    assert (first.number, second.number) == (1, 2)
    activity = Activity.objects.get()
    assert (activity.current_revision, activity.title) == (second, "Nouveau titre")


def test_a_hundred_packages_of_the_same_libraries_store_them_once(h5p_folder):
    for number in range(100):
        upload(
            package(
                "Test.Suite 1.0",
                {"content": [part(f"Question {number}")]},
                [demo(), suite()],
                {"content/images/a.png": PNG},
            )
        )

    assert Library.objects.count() == 2
    assert len(list((h5p_folder / files.LIBRARIES).iterdir())) == 2
    assert len(list((h5p_folder / files.CONTENTS).iterdir())) == 1
    assert Activity.objects.count() == 100
    assert not list((h5p_folder / files.WORKSPACES).iterdir())


def test_libraries_load_after_those_that_they_need():
    libraries = [
        library("Test.Un 1.0", needs=["Test.Trois 1.0", "Test.Deux 1.0"]),
        library("Test.Deux 1.0", needs=["Test.Trois 1.0"], runnable=0),
        library("Test.Trois 1.0", runnable=0),
        library("Test.Quatre 1.0", runnable=0, needs=["Test.Cinq 1.0"]),
        library("Test.Cinq 1.0", runnable=0),
        library("Test.Inutile 1.0", runnable=0),
    ]
    libraries[0] |= library("Test.Un 1.0", needs=["Test.Trois 1.0", "Test.Deux 1.0"], needs_later=["Test.Quatre 1.0"])

    revision = upload(package("Test.Un 1.0", {}, libraries))

    loaded = [link.library.machine_name for link in revision.library_links.all()]
    assert loaded == ["Test.Trois", "Test.Deux", "Test.Un", "Test.Cinq", "Test.Quatre"]


def test_a_nested_library_is_loaded_though_nothing_declares_it():
    libraries = [suite(needs=[]), demo(), library("Test.Autre 1.0")]

    revision = upload(package("Test.Suite 1.0", {"content": [part("a", "Test.Autre 1.0")]}, libraries))

    assert [link.library.name for link in revision.library_links.all()] == ["Test.Suite 1.0", "Test.Autre 1.0"]


# --- Rights


def test_a_trainer_uploads_content_for_libraries_of_the_site():
    stored = upload(package()).main_library

    revision = upload(package(libraries=[]), UserFactory(trainer=True))

    assert revision.main_library == stored


def test_a_trainer_may_not_bring_a_library(refused):
    faults = refused(package(), UserFactory(trainer=True))

    assert "H5P.Demo 1.0.0 n’est pas installée sur ce site, et vous ne pouvez pas l’installer" in faults[0].reason
    assert "administrateur" in faults[0].remedy


def test_a_trainer_may_not_bring_a_newer_patch(refused):
    upload(package())

    [fault] = refused(package(libraries=[demo(patch=1)]), UserFactory(trainer=True))

    assert "H5P.Demo 1.0.1 du site est plus ancienne" in fault.reason


def test_the_site_s_copy_replaces_what_a_trainer_brings():
    stored = upload(package(libraries=[demo(patch=3)])).main_library
    trainer = UserFactory(trainer=True)

    older = upload(package(libraries=[demo(patch=2)]), trainer)
    other_bytes = upload(package(libraries=[demo(patch=3, script="alert(1)")]), trainer)

    assert older.main_library == other_bytes.main_library == stored
    assert older.remarks == []
    assert other_bytes.remarks == [
        "H5P.Demo 1.0.3\u00a0: les fichiers du paquet diffèrent de ceux du site, qui sont utilisés à leur place."
    ]
    assert Library.objects.count() == 1


def test_an_administrator_brings_a_newer_patch_and_old_revisions_keep_theirs():
    first = upload(package())

    second = upload(package(libraries=[demo(patch=1)]), UserFactory(administrator=True))
    third = upload(package(libraries=[]), UserFactory(trainer=True))

    first.refresh_from_db()
    assert first.main_library.version == "1.0.0"
    assert second.main_library == third.main_library
    assert second.main_library.version == "1.0.1"


def test_other_bytes_under_the_same_number_are_kept_for_their_package_alone():
    first = upload(package())

    second = upload(package(libraries=[demo(style="p { color: red }")]), UserFactory(administrator=True))
    third = upload(package(libraries=[demo(style="p { color: red }")]))
    trainer = upload(package(libraries=[]), UserFactory(trainer=True))

    assert second.main_library == third.main_library != first.main_library == trainer.main_library
    assert not second.main_library.is_shared
    assert "gardés pour lui seul" in second.remarks[0]
    assert Library.objects.count() == 2


# --- What is cleaned


def test_a_drawing_with_a_program_is_cleaned_and_told():
    hostile = SVG.replace(b"<circle", b"<script>alert(1)</script><circle onclick='alert(2)'")

    revision = upload(package(extra={"content/a.svg": hostile, "content/b.svg": SVG}))

    folder = files.content_folder(revision.content_digest)
    cleaned = (folder / "a.svg").read_text()
    assert "circle" in cleaned
    assert "alert" not in cleaned
    assert (folder / "b.svg").read_bytes() == SVG
    assert [remark for remark in revision.remarks if "a.svg" in remark]
    assert not [remark for remark in revision.remarks if "b.svg" in remark]


@pytest.mark.parametrize(
    "added",
    [
        b"<a href='javascript:alert(1)'><text>a</text></a>",
        b"<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>alert</body></foreignObject>",
        b"<style>@import url(https://ailleurs.example/alert.css);</style>",
        b"<image href='https://ailleurs.example/alert.png'/>",
        b"<animate attributeName='href' values='javascript:alert(1)'/>",
    ],
)
def test_nothing_that_acts_or_loads_from_elsewhere_stays_in_a_drawing(added):
    revision = upload(package(extra={"content/a.svg": SVG.replace(b"<circle", added + b"<circle")}))

    cleaned = (files.content_folder(revision.content_digest) / "a.svg").read_text()
    assert "ailleurs" not in cleaned.replace("https://ailleurs.example/alert.css);", "")
    assert "href='javascript" not in cleaned
    assert "foreignObject" not in cleaned
    assert "attributeName" not in cleaned
    assert "@import" not in cleaned
    assert "Dessin nettoyé" in revision.remarks[0]


def test_a_style_sheet_of_a_drawing_is_taken_out():
    sheet = b'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="data:text/xml,alert"?>'

    revision = upload(package(extra={"content/a.svg": sheet + SVG}))

    assert "stylesheet" not in (files.content_folder(revision.content_digest) / "a.svg").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "<p>Bonjour</p><script>alert(1)</script>",
        "<p>Bonjour<img src=a onerror=alert(1)></p>",
        "<p>Bonjour<svg/onload=alert(1)></p>",
        '<p>Bonjour <a href="java&#115;cript:alert(1)">x</a></p>',
        '<p>Bonjour <a href="java\nscript:alert(1)">x</a></p>',
        '<p>Bonjour</p><iframe src="https://ailleurs.example"></iframe>',
        "<p>Bonjour</p><form action=alert><input></form>",
        "<p>Bonjour<img title='>' src=a onerror = alert(1)></p>",
        """<p>Bonjour<img a'=">'" onerror=alert(1)></p>""",
    ],
)
def test_a_text_with_marks_is_cleaned_of_what_would_act(text):
    revision = upload(package(content={"text": text}, libraries=[demo(fields=TEXT)]))

    kept = revision.content["text"]
    assert kept.startswith("<p>Bonjour")
    assert not any(word in kept for word in ("alert", "iframe", "form", "onload", "script"))
    assert revision.remarks[-1:] == ["Texte nettoyé (programme, cadre ou formulaire retiré)\u00a0: text."]


@pytest.mark.parametrize(
    "text",
    [
        "<p>Le langage JavaScript : une introduction</p>",
        "<p>La balise &lt;script&gt; et l’attribut onclick = …</p>",
        '<p class="a" style="color: red">Voir <a href="https://passeport.example" target="_blank">le site</a> & co</p>',
        "a < b, one = 3",
    ],
)
def test_an_innocent_text_is_kept_to_the_letter(text):
    revision = upload(package(content={"text": text}, libraries=[demo(fields=TEXT)]))

    assert revision.content == {"text": text}
    assert revision.remarks == []


@pytest.mark.parametrize("unit", ["<a", "<a ", "<", '<a"', "<a'", " on", "/onx ", "src= ", "&", "<a on", "java", "&#"])
def test_a_long_text_made_to_be_slow_is_read_in_one_pass(unit):
    text = unit * (1_000_000 // len(unit))
    begun = time.perf_counter()

    is_dangerous(text + " " * 100_000)
    read_contents({"text": text + "src=" + " " * 100_000})

    assert time.perf_counter() - begun < 5


def test_texts_are_cleaned_inside_lists_groups_and_nested_activities():
    bad, clean = "<b>a</b><script>x</script>", "<b>a</b>"
    html = {"name": "html", "type": "text", "widget": "html"}
    fields = [
        {"name": "rows", "type": "list", "field": {"name": "row", "type": "group", "fields": [html]}},
        {"name": "box", "type": "group", "fields": [html, {"name": "other", "type": "text"}]},
        {"name": "content", "type": "list", "field": {"name": "part", "type": "library"}},
    ]
    content = {"rows": [bad], "box": {"html": bad, "other": bad}, "content": [part(bad)]}

    revision = upload(package("Test.Suite 1.0", content, [demo(fields=TEXT), suite(fields=fields)]))

    kept = revision.content
    assert kept["rows"] == [clean]
    assert kept["box"] == {"html": clean, "other": bad}
    assert kept["content"][0]["params"]["text"] == clean
    assert revision.remarks[-1] == (
        "Texte que le lecteur empêchera d’agir (programme, cadre ou formulaire)\u00a0: box.other."
    )


def test_absent_files_and_addresses_elsewhere_are_told():
    content = {
        "image": {"path": "images/absente.png"},
        "film": {"path": "https://ailleurs.example/film.mp4"},
        "text": '<img src="//ailleurs.example/a.png">',
    }

    remarks = upload(package(content=content)).remarks

    assert "Fichier absent, il ne s’affichera pas\u00a0: images/absente.png (image.path)." in remarks
    assert any("//ailleurs.example/a.png, https://ailleurs.example/film.mp4" in remark for remark in remarks)


# --- The antivirus, and what dies half-way


def finds_eicar(path: Path) -> str:
    return "EICAR" if b"EICAR-STANDARD" in path.read_bytes() else ""


def test_a_scanner_refuses_a_file(settings, refused):
    settings.H5P_SCANNER = f"{__name__}.finds_eicar"

    [fault] = refused(package(extra={"content/a.txt": b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"}))

    assert (fault.entry, fault.reason) == ("content/a.txt", "l’antivirus l’a refusé (EICAR).")
    assert upload(package())


def test_a_process_that_dies_leaves_no_row_and_nothing_in_the_store(kept, monkeypatch):
    def dies(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "keep_package", dies)

    with pytest.raises(KeyboardInterrupt):
        upload(package())

    assert kept() == ([], [0, 0, 0])


def test_a_library_deleted_during_an_upload_is_a_refusal_and_the_night_takes_what_was_written(monkeypatch, h5p_folder):
    upload(package())
    delete_activity(activity=Activity.objects.get())
    keep = files.keep_package

    def delete_then_keep(source):
        delete_library(library=Library.objects.get())
        return keep(source)

    monkeypatch.setattr(files, "keep_package", delete_then_keep)
    with pytest.raises(PackageRefused) as refusal:
        upload(package(libraries=[]))

    (fault,) = refusal.value.faults
    assert "la bibliothèque H5P.Demo 1.0 vient d’être supprimée du site" in fault.reason
    assert not Revision.objects.exists()
    for path in (h5p_folder / files.PACKAGES).iterdir():
        os.utime(path, (0, 0))
    remove_unused()
    assert not list((h5p_folder / files.PACKAGES).iterdir())


def test_the_whole_of_a_large_file_is_never_in_memory(monkeypatch, h5p_folder):
    import tracemalloc
    from random import Random

    film = b"\x00\x00\x00\x18ftypmp42" + Random(1).randbytes(12 * 1024 * 1024)
    data = package(extra={"content/film.mp4": film})
    file = BytesIO(data)
    tracemalloc.start()
    try:
        upload_package(file=file, by=None)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 6 * 1024 * 1024


def test_an_inner_error_is_not_taken_for_a_refusal(monkeypatch):
    def broken(*_args):
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "read_h5p", broken)

    with pytest.raises(ZeroDivisionError):
        upload(package())


def test_a_refusal_says_how_many_points_in_french():
    with pytest.raises(PackageRefused, match=r"Paquet refusé, rien n’a été enregistré\. Points à corriger\u00a0: 1\."):
        upload(package(title=""))
