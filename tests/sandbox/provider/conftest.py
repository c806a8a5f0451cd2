"""Provider B as it is really run: its own process, its own settings, its own folder."""

import io
import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import requests
from django.conf import settings

from cms.foundation.supervisor import answers
from sandbox.companions import provider_b
from sandbox.vault.services import open_vault
from sandbox.vault.services.exporting import export_vault
from tests.cms.accounts.factories import UserFactory
from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def provider(tmp_path_factory):
    """The address of a provider B that answers."""
    folder = tmp_path_factory.mktemp("b")
    host = "127.0.0.2" if sys.platform == "linux" else "127.0.0.1"
    with socket.socket() as probe:
        probe.bind((host, 0))
        address = f"http://{host}:{probe.getsockname()[1]}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "PROVIDER_B_URL", address)
        patch.setattr(settings, "DATA_DIR", folder)
        patch.setattr(settings, "STATIC_ROOT", folder / "static")
        program = provider_b()
    for own in ("home", "tmp"):
        (program.directory / own).mkdir(parents=True)
    variables = program.variables()
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"],
        env=variables | {"DJANGO_SETTINGS_MODULE": "sandbox.provider.settings"},
        cwd=ROOT,
        check=True,
    )
    with open(program.log, "wb") as log:
        process = subprocess.Popen(program.argv, env=variables, cwd=program.directory, stdout=log, stderr=log)
    assert wait_until(lambda: answers(program.health), seconds=40), program.log.read_text()
    yield Provider(address, program.directory)
    process.terminate()
    process.wait(timeout=15)


class Provider:
    def __init__(self, address, folder):
        self.address, self.folder = address, folder

    def visitor(self):
        return Visitor(self.address)


class Visitor:
    """A browser without scripts: follows redirects, keeps cookies, sends the token of the page it is on."""

    def __init__(self, address):
        self.address = address
        self.session = requests.Session()
        self.session.trust_env = False

    def get(self, path, **options):
        return self.session.get(self.address + path, timeout=20, **options)

    def post(self, page, path=None, *, files=None, **data):
        shown = self.get(page)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', shown.text)
        if token:
            data["csrfmiddlewaretoken"] = token.group(1)
        return self.session.post(self.address + (path or page), data=data, files=files, timeout=30)

    def brings(self, archive):
        return self.post("/ouvrir/", files={"fichier": ("coffre-export.zip", archive, "application/zip")})

    def opens(self, archive):
        """Bring an export and note what is shown once."""
        answer = self.brings(archive)
        assert answer.status_code == 200, answer.text
        number = re.search(r"data-numero>(\d+)<", answer.text).group(1)
        code = re.search(r"data-code>([A-Z2-9-]+)<", answer.text).group(1)
        return number, code


@pytest.fixture
def departure(db):
    """Leave A: what A noted of it, and the archive."""
    return lambda: export_vault(vault=open_vault(learner=UserFactory()))


def with_changed_file(archive, name, change):
    """The same archive, one of its files altered on the way."""
    altered = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(altered, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            target.writestr(item, change(content) if item.filename == name else content)
    return altered.getvalue()
