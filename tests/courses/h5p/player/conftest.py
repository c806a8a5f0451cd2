"""A revision as an upload leaves it: its libraries and its files on disk."""

import pytest

from courses.h5p.models import Placement, placement_key
from tests.courses.h5p import building
from tests.courses.modules.factories import LessonPageFactory


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.H5P_DIR = tmp_path / "h5p"


@pytest.fixture
def revision(db):
    library = building.library(
        script="window.PLAYED = 1",
        style=".a { background: url(../images/fond.svg) }",
        extra={"images/fond.svg": building.SVG},
    )
    return building.stored(libraries=[library], extra={"content/images/mairie.png": building.PNG})


@pytest.fixture
def placement(revision):
    page = LessonPageFactory()
    return Placement.objects.create(key=placement_key(page.pk, "b1"), page=page, activity=revision.activity)
