from io import BytesIO

import pytest

from courses.h5p.models import Library
from courses.h5p.services import install_libraries
from tests.cms.accounts.factories import UserFactory
from tests.courses.h5p.building import library, package
from tests.courses.h5p.editor.kinds import EVERYTHING, INNER, PAGES, PICTURE

CARD = [
    {"name": "text", "type": "text", "label": "Text"},
    {"name": "picture", "type": "image", "label": "Picture", "optional": True},
    {"name": "rich", "type": "text", "widget": "html", "tags": ["strong", "a"], "label": "Rich", "optional": True},
    {
        "name": "l10n",
        "type": "group",
        "label": "Words",
        "common": True,
        "fields": [
            {"name": "check", "type": "text", "label": "Button", "default": "Check"},
            {"name": "retry", "type": "text", "label": "Again", "default": "Retry"},
        ],
    },
]
IN_FRENCH = (
    '{"semantics": [{"label": "Texte"}, {"label": "Image"}, {"label": "Riche"},'
    ' {"label": "Mots", "fields": [{"label": "Bouton", "default": "Vérifier"}, {"default": "Recommencer"}]}]}'
)


@pytest.fixture
def h5p_folder(settings, tmp_path):
    settings.H5P_DIR = tmp_path / "h5p"
    return settings.H5P_DIR


@pytest.fixture
def trainer(db, client):
    person = UserFactory(trainer=True)
    client.force_login(person)
    return person


@pytest.fixture
def card(db, h5p_folder):
    """An installed type with few fields, and its French words."""
    return installed("T.Card 1.0", library("T.Card 1.0", fields=CARD, extra={"language/fr.json": IN_FRENCH.encode()}))


@pytest.fixture
def everything(db, h5p_folder):
    """A type with every kind of field, and those that it nests."""
    inner = [library("T.Inner 1.0", fields=INNER), library("H5P.Image 1.1", fields=PICTURE)]
    others = [library("T.Pages 1.0", fields=PAGES), library("T.Absent 9.9", fields=None)]
    return installed("T.Everything 1.0", library("T.Everything 1.0", fields=EVERYTHING), *inner, *others)


def installed(name, *libraries):
    install_libraries(file=BytesIO(package(name, libraries=libraries)), by=None)
    return Library.objects.get(machine_name=name.split()[0])
