"""What `install_h5p_types` puts in the site."""

import json

import pytest
from django.core.management import call_command

from courses.h5p.models import Activity, Library
from courses.h5p.services.own_types import EXAMPLES, own_libraries

pytestmark = pytest.mark.django_db


def test_our_types_enter_the_site_once_however_often_it_runs(capsys):
    call_command("install_h5p_types")
    call_command("install_h5p_types")

    installed = Library.objects.in_store().filter(machine_name__startswith="Passeport.")
    assert {library.folder_name for library in installed} == {folder.name for folder in own_libraries()}
    assert installed.filter(is_runnable=True).count() == len(own_libraries()) - 1
    assert not Activity.objects.exists()
    assert "Mise en ordre 1.0." in capsys.readouterr().out


def test_examples_are_added_once_and_those_that_someone_edited_stay():
    call_command("install_h5p_types", exemples=True)
    edited = Activity.objects.get(title="Chercher avant d’innover")
    revision = edited.current_revision
    call_command("install_h5p_types", exemples=True)

    titles = [json.loads(file.read_text())["title"] for file in EXAMPLES.glob("*.json")]
    assert sorted(Activity.objects.values_list("title", flat=True)) == sorted(titles)
    edited.refresh_from_db()
    assert edited.current_revision == revision


def test_an_example_needs_no_remark_from_the_checks():
    call_command("install_h5p_types", exemples=True)

    remarks = {activity.title: activity.current_revision.remarks for activity in Activity.objects.all()}
    assert not any(remarks.values()), remarks
