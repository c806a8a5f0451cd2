from io import BytesIO

import pytest

from courses.h5p import files
from courses.h5p.models import Activity, Library, Revision
from courses.h5p.services import PackageRefused, upload_package


@pytest.fixture(autouse=True)
def h5p_folder(settings, tmp_path):
    """Each test has a store of its own."""
    settings.H5P_DIR = tmp_path / "h5p"
    return settings.H5P_DIR


@pytest.fixture
def kept(h5p_folder):
    """What is kept at this moment: every file on disk, and how many rows."""

    def look():
        on_disk = sorted(files.listing(h5p_folder)) if h5p_folder.is_dir() else []
        return on_disk, [model.objects.count() for model in (Library, Activity, Revision)]

    return look


@pytest.fixture
def refused(kept):
    """Upload what must be refused; the faults. Whatever was kept before is kept, and nothing more."""

    def upload(data, by=None, **options):
        before = kept()
        with pytest.raises(PackageRefused) as refusal:
            upload_package(file=BytesIO(data), by=by, **options)
        assert kept() == before
        return refusal.value.faults

    return upload
