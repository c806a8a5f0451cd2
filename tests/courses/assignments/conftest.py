import pytest

from courses.assignments import sources
from courses.assignments.models import Attachment, private_storage
from courses.assignments.signals import submission_accepted
from courses.assignments.sources import Piece, PieceCopy, PieceSource


@pytest.fixture(autouse=True)
def private_files(monkeypatch, tmp_path):
    """Files are kept in a folder of this test alone.

    The field keeps the storage of the first settings; a test that changed them has made another for who asks now.
    """
    for storage in (private_storage(), Attachment._meta.get_field("file").storage):
        for name in ("base_location", "location"):
            monkeypatch.setattr(storage, name, str(tmp_path / "private"))
    return tmp_path / "private" / "productions"


@pytest.fixture
def stored(private_files):
    """The names of the files that are on the disk."""

    def names():
        storage = private_storage()
        return sorted(storage.listdir("productions")[1]) if storage.exists("productions") else []

    return names


@pytest.fixture
def sheets(monkeypatch):
    """A source of documents, kept by somebody above: what each person holds can be changed by the test."""
    kept = {}

    def pieces(learner):
        return [Piece(key, copy.title) for key, copy in kept.get(learner.pk, {}).items()]

    def copy(learner, key):
        return kept.get(learner.pk, {}).get(key)

    source = PieceSource("fiches", "Vos fiches de décision", pieces, copy)
    monkeypatch.setitem(sources._sources, source.name, source)

    def keep(learner, key, title="Les lampadaires", text="**Repousser** d’un an.", pdf=None):
        kept.setdefault(learner.pk, {})[key] = PieceCopy(title, text, pdf)

    keep.forget = kept.clear
    return keep


@pytest.fixture
def announced():
    """The versions whose acceptance was announced."""
    heard = []

    def hear(sender, submission_id, **facts):
        heard.append(submission_id)

    submission_accepted.connect(hear)
    yield heard
    submission_accepted.disconnect(hear)
