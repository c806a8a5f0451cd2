"""The platform is stopped: what it issued is verified with the exported folder, and with nothing of ours but that."""

import json
import os
import subprocess
import sys
import urllib.request
import zipfile
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from passport.credentials.documents import baked_badge, store_certificate
from passport.credentials.services import revoke_credential
from passport.signing.rules import Kind
from passport.signing.services import activate_key, compromise_key, generate_key
from passport.verify.issuer import FolderIssuer
from passport.verify.judging import judge
from passport.verify.verdict import State
from tests.passport.proofs.independent import verify_all_outside

pytestmark = pytest.mark.django_db

FORMS = ("json", "jwt", "png", "pdf")


@pytest.fixture
def exported(tmp_path):
    """Writes the folder, for a year."""

    def write():
        until = timezone.localdate() + timedelta(days=365)
        call_command("export_issuer", str(tmp_path / "export"), "--jusqu-au", until.isoformat(), verbosity=0)
        return tmp_path / "export"

    return write


def files_of(credential):
    """The four forms, as they are downloaded."""
    if not credential.pdf:
        store_certificate(credential)
        credential.refresh_from_db()
    with credential.pdf.open() as file:
        pdf = file.read()
    return {
        "json": credential.document.encode(),
        "jwt": credential.token.encode(),
        "png": baked_badge(credential),
        "pdf": pdf,
    }


def states(folder, files, now=None):
    issuer = FolderIssuer(folder)
    return {form: judge(content, issuer=issuer, now=now or timezone.now()).state for form, content in files.items()}


@contextmanager
def served(folder):
    """`python -m http.server`, the only program that runs."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            port = server.stdout.readline().split(" port ")[1].split()[0]
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def get(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read()


def test_every_form_verifies_against_the_folder(exported, a_signed_credential):
    files = files_of(a_signed_credential())

    assert states(exported(), files) == dict.fromkeys(FORMS, State.VALID)


def test_what_was_revoked_before_the_export_is_refused(exported, registrar, a_signed_credential):
    kept, revoked = a_signed_credential(), a_signed_credential()
    files, neighbours = files_of(revoked), files_of(kept)
    revoke_credential(credential=revoked, by=registrar, reason="Erreur de personne", publish_reason=False)

    folder = exported()

    assert states(folder, files) == dict.fromkeys(FORMS, State.REVOKED)
    assert states(folder, neighbours) == dict.fromkeys(FORMS, State.VALID)


def test_what_a_retired_key_signed_still_verifies_and_what_a_stolen_one_signed_does_not(exported, a_signed_credential):
    retired = a_signed_credential()
    files = files_of(retired)
    activate_key(key=generate_key(kind=Kind.PROOF), without_waiting=True)
    assert states(exported(), files)["json"] == State.VALID

    compromise_key(key=retired.proof_key)

    assert states(exported(), files)["json"] == State.REFUSED
    assert states(exported(), files)["jwt"] == State.VALID


def test_a_stolen_seal_is_not_believed_though_its_root_is_that_of_the_next(exported, a_signed_credential):
    credential = a_signed_credential()
    files = files_of(credential)
    assert states(exported(), files)["pdf"] == State.VALID

    compromise_key(key=credential.seal_key)

    assert states(exported(), files) == {**dict.fromkeys(FORMS, State.VALID), "pdf": State.REFUSED}


def test_past_its_day_the_folder_never_says_valid(exported, a_signed_credential):
    files = files_of(a_signed_credential())

    later = states(exported(), files, now=timezone.now() + timedelta(days=400))

    assert later == dict.fromkeys(FORMS, State.CANNOT_TELL)


def test_programs_that_are_not_ours_verify_what_is_served(exported, registrar, a_signed_credential):
    kept, revoked = a_signed_credential(), a_signed_credential()
    revoke_credential(credential=revoked, by=registrar, reason="Erreur de personne", publish_reason=False)
    address = kept.status_entry.list.address
    questions = [
        {form: text} for each in (kept, revoked) for form, text in (("document", each.document), ("token", each.token))
    ]

    with served(exported()) as site:
        did = json.loads(get(f"{site}/.well-known/did.json"))
        signed_list = json.loads(get(f"{site}/statuts/1"))
        answers = verify_all_outside(questions, did, {address: signed_list})

    assert [answer.verified for answer in answers] == [True] * 4, answers
    assert [answer.status for answer in answers] == [False, False, True, True]


def test_what_is_served_is_found_at_the_addresses_that_titles_name(exported, a_signed_credential):
    achievement = json.loads(a_signed_credential().document)["credentialSubject"]["achievement"]
    place = achievement["id"].removeprefix("http://testserver")

    with served(exported()) as site:
        page, criteria = get(f"{site}{place}").decode(), get(f"{site}{place}/criteres").decode()
        told = json.loads(get(f"{site}{place}/achievement.json"))
        picture = get(site + achievement["image"]["id"].removeprefix("http://testserver"))

    assert achievement["name"] in page
    assert achievement["name"] in criteria
    assert told["id"] == achievement["id"]
    assert picture.startswith(b"\x89PNG")


def test_the_program_in_the_folder_is_enough(exported, tmp_path, registrar, a_signed_credential):
    """Unpacked and run in a folder of its own, where neither the platform nor its sources are."""
    kept, revoked = a_signed_credential(), a_signed_credential()
    files = files_of(kept)
    revoke_credential(credential=revoked, by=registrar, reason="Erreur de personne", publish_reason=False)
    folder = exported()
    zipfile.ZipFile(folder / "programme.zip").extractall(tmp_path / "programme")
    changed = kept.document.replace("Passeport digital", "Passeport doré", 1).encode()

    asked = {**files, "changed": changed, "revoked": revoked.document.encode()}
    codes = {name: run_alone(tmp_path, folder, name, content) for name, content in asked.items()}

    assert codes == {**dict.fromkeys(FORMS, 0), "changed": 1, "revoked": 1}


def run_alone(tmp_path, folder, name, content):
    (tmp_path / name).write_bytes(content)
    environment = {"PYTHONPATH": str(tmp_path / "programme"), "PATH": os.environ["PATH"], "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "passport.verify", str(tmp_path / name), "--offline", str(folder)]
    return subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, timeout=60, check=False
    ).returncode


def test_the_program_asks_pypi_for_all_that_it_imports(exported, tmp_path):
    """What stands in requirements.txt, against what the sources import."""
    import ast
    from importlib.metadata import packages_distributions

    from passport.credentials.exporting.program import program

    (tmp_path / "p.zip").write_bytes(program())
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        asked = {line.partition("==")[0] for line in archive.read("requirements.txt").decode().splitlines()}
        sources = [archive.read(name) for name in archive.namelist() if name.endswith(".py")]
    imported = set()
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            imported |= {name.partition(".")[0] for name in names}
    outside = imported - set(sys.stdlib_module_names) - {"passport"}
    needed = {packages_distributions()[name][0].lower() for name in outside}

    assert needed <= asked | {"asn1crypto", "pyhanko-certvalidator"}  # these two come with pyHanko
