"""A report before anything is kept: what a package holds, what an upload would do, what is wrong."""

from io import BytesIO

import pytest

from courses.h5p.services import inspect_package, report_of_revision, upload_package
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.building import PNG, demo, library, package, part, suite

pytestmark = pytest.mark.django_db


def inspected(data, by=None):
    return inspect_package(file=BytesIO(data), by=by)


def statuses(report):
    return {line.name: line.status for line in report.libraries}


def test_a_licence_that_is_not_said_has_no_name():
    assert inspected(package(license="U", licenseVersion="")).licence == ""


def test_a_report_says_what_a_package_holds_and_keeps_nothing(kept):
    data = package(
        "Test.Suite 1.0",
        {"content": [part("Un")], "film": {"path": "https://ailleurs.example/film.mp4"}},
        [demo(), suite(), library("Test.Inutile 1.0")],
        {"content/images/a.png": PNG},
        license="CC BY-SA",
        licenseVersion="4.0",
        source="https://source.example",
    )

    report = inspected(data)

    assert (report.title, report.language) == ("Une activité d’essai", "fr")
    assert report.main_library == "Test.Suite 1.0"
    assert (report.licence, report.source) == ("CC BY-SA 4.0", "https://source.example")
    assert report.authors == ["Jeanne Exemple"]
    assert statuses(report) == {"H5P.Demo 1.0": "new", "Test.Suite 1.0": "new", "Test.Inutile 1.0": "unused"}
    assert report.files == {"images/a.png": len(PNG)}
    assert report.size == len(PNG)
    assert report.addresses == ["https://ailleurs.example/film.mp4"]
    assert report.content["content"][0]["params"]["text"] == "Un"
    assert report.faults == []
    assert kept() == ([], [0, 0, 0])


def test_a_report_says_what_would_become_of_each_library():
    upload_package(file=BytesIO(package(libraries=[demo(patch=2)])), by=None)

    assert statuses(inspected(package(libraries=[demo(patch=2)]))) == {"H5P.Demo 1.0": "stored"}
    assert statuses(inspected(package(libraries=[demo(patch=3)]))) == {"H5P.Demo 1.0": "upgrade"}
    assert statuses(inspected(package(libraries=[demo(patch=1)]))) == {"H5P.Demo 1.0": "newer"}
    assert statuses(inspected(package(libraries=[demo(patch=2, style="")]))) == {"H5P.Demo 1.0": "apart"}
    assert statuses(inspected(package(), UserFactory(trainer=True))) == {"H5P.Demo 1.0": "site"}


def test_a_report_lists_every_fault(kept):
    report = inspected(package(title=None, extra={"content/a.exe": b"MZ"}))

    assert {fault.entry for fault in report.faults} == {"h5p.json", "content/a.exe"}
    assert report.main_library == "H5P.Demo 1.0"
    assert kept() == ([], [0, 0, 0])


def test_what_is_no_package_has_a_report_too():
    [fault] = inspected(b"hello").faults

    assert "n’est pas une archive H5P lisible" in fault.reason


@pytest.mark.parametrize("odd", [{"authors": "moi"}, {"authors": [3, {"name": 4}]}, {"license": 3, "source": []}])
def test_odd_metadata_are_data_like_any_other(odd):
    report = inspected(package(**odd))

    assert report.faults == []
    assert report.authors == [] or odd.get("license")


def test_a_kept_revision_has_the_same_report():
    data = package(extra={"content/a.png": PNG}, source="https://source.example")
    revision = upload_package(file=BytesIO(data), by=None)

    report = report_of_revision(revision=revision)

    assert (report.title, report.main_library, report.source) == (
        revision.title,
        "H5P.Demo 1.0",
        "https://source.example",
    )
    assert statuses(report) == {"H5P.Demo 1.0": "stored"}


def test_numbers_that_name_nothing_are_noted_and_refuse_no_package():
    name = "Passeport.Classement 1.0"
    content = {"categories": [{"label": "Un"}, {"label": "Deux"}], "statements": [{"text": "x", "category": 5}]}
    data = package(name, content, [library(name)])
    noted = [
        "Affirmation 1 : la catégorie 5 n’existe pas ; il y en a 2. Écrivez un numéro de 1 à 2.",
    ]

    report = inspected(data)
    revision = upload_package(file=BytesIO(data), by=None)

    assert (report.faults, report.remarks) == ([], noted)
    assert report_of_revision(revision=revision).remarks == noted
