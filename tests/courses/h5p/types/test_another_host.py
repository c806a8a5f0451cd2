"""Our packages at another host: Lumi's H5P server, a program of its own, installs and imports them."""

import json
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings

from courses.h5p.services.own_types import pack_examples, pack_types

SCRIPT = Path(__file__).with_name("lumi.mjs")


def node():
    """The one of the system or, failing that, the one that `make install` puts beside Python."""
    path = os.pathsep.join([os.environ["PATH"], str(Path(sys.executable).parent)])
    return shutil.which("node", path=path)


def ask_lumi(folder, packages):
    files = []
    for name, data in packages.items():
        files.append(folder / name)
        files[-1].write_bytes(data)
    run = subprocess.run(
        [node(), str(SCRIPT), *map(str, files)], capture_output=True, check=True, cwd=settings.BASE_DIR, timeout=120
    )
    return json.loads(run.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    return ask_lumi(tmp_path_factory.mktemp("packages"), pack_types() | pack_examples())


@pytest.mark.parametrize("name", pack_types())
def test_another_host_installs_our_libraries(answers, name):
    machine_name = name.removesuffix("-1.0.h5p")

    assert answers[name].get("libraries") == sorted([f"{machine_name} 1.0", "Passeport.Socle 1.0"]), answers[name]


@pytest.mark.parametrize("name", pack_examples())
def test_another_host_imports_our_examples_as_they_are(answers, name):
    with ZipFile(BytesIO(pack_examples()[name])) as archive:
        content = json.loads(archive.read("content/content.json"))
        title = json.loads(archive.read("h5p.json"))["title"]

    assert answers[name].get("title") == title, answers[name]
    assert answers[name]["content"] == content


def test_another_host_would_refuse_a_package_that_lacks_a_script(tmp_path):
    with ZipFile(BytesIO(pack_examples()["chercher-avant-innover.h5p"])) as sound:
        files = {name: sound.read(name) for name in sound.namelist()}
    del files["Passeport.Ordre-1.0/scripts/ordre.js"]
    broken = BytesIO()
    with ZipFile(broken, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)

    answers = ask_lumi(tmp_path, {"abime.h5p": broken.getvalue()})

    assert "refused" in answers["abime.h5p"]
