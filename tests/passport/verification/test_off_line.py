"""What the platform issued, judged without it and without the network: a PDF, its photograph, the exported folder."""

import shutil
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from passport.credentials.documents import sealed_with_photograph
from passport.credentials.services import revoke_credential
from passport.signing.services import signed_list
from passport.verify.wording import in_words
from tests.cms.accounts.factories import UserFactory
from tests.passport.verification.presented import a_signed_credential
from tests.passport.verify.test_command import run_without_network

pytestmark = pytest.mark.django_db


def test_a_photographed_pdf_is_judged_by_its_photograph_with_its_date(tmp_path):
    credential = a_signed_credential()
    status_list = signed_list(credential.status_entry.list.number)
    file, folder = tmp_path / "passeport.pdf", tmp_path / "export"
    file.write_bytes(sealed_with_photograph(credential, status_list.document))
    call_command("export_issuer", str(folder), verbosity=0)
    shutil.rmtree(folder / "statuts")

    now = run_without_network(file, folder)
    later = run_without_network(file, folder, "--at", (timezone.now() + timedelta(days=60)).isoformat())

    assert now.returncode == 0, now.stdout + now.stderr
    assert in_words(status_list.signed_at) in now.stdout
    assert "Claire Fontanel" in now.stdout
    assert later.returncode == 2
    assert later.stdout.startswith("CE DOCUMENT ÉTAIT VALABLE À LA DATE DU")


def test_a_later_list_in_the_folder_outweighs_an_earlier_photograph(tmp_path):
    credential = a_signed_credential()
    photograph = signed_list(credential.status_entry.list.number).document
    file, folder = tmp_path / "passeport.pdf", tmp_path / "export"
    file.write_bytes(sealed_with_photograph(credential, photograph))
    revoke_credential(credential=credential, by=UserFactory(), reason="Fraude", publish_reason=False)
    call_command("export_issuer", str(folder), "--jusqu-au", "2099-01-01", verbosity=0)

    judged = run_without_network(file, folder)

    assert judged.returncode == 1
    assert judged.stdout.startswith("CE DOCUMENT EST RÉVOQUÉ")
