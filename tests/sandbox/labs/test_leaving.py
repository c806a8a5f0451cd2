"""Lab 8: leaving with everything; a real server plays provider B's one address."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from cms.accounts.signals import account_erased
from cms.foundation.templatetags.ui import jour
from sandbox.labs.services.leaving import backup_name
from sandbox.vault.models import VaultExport

pytestmark = pytest.mark.django_db


class OtherProvider(BaseHTTPRequestHandler):
    """Answers as provider B does: fingerprints by export, 404 for what it does not hold."""

    held: dict = {}

    def do_GET(self):
        export = self.path.strip("/").split("/")[-1]
        known = self.held.get(export)
        body = json.dumps(known or {"erreur": "inconnu"}).encode()
        self.send_response(200 if known or export == "sante" else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def provider(settings):
    OtherProvider.held = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), OtherProvider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.PROVIDER_B_URL = f"http://127.0.0.1:{server.server_port}"
    yield OtherProvider
    server.shutdown()
    server.server_close()


def arrives(provider, export, **changes):
    files = {name: digest for name, digest in export.digests.items() if "/" not in name}
    provider.held[str(export.uid)] = {"export": str(export.uid), "files": {**files, **changes}, "counts": {}}


@pytest.fixture
def private_files(settings, tmp_path):
    storage = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path / "private"), "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": storage}


@pytest.fixture
def lab(at_lab, vault, provider, private_files):
    lab = at_lab(8)
    lab.see()
    return lab


@pytest.fixture
def erase(browser, vault, django_capture_on_commit_callbacks):
    """Erasing destroys the master key once it is committed."""

    def act():
        with django_capture_on_commit_callbacks(execute=True):
            browser.post(reverse("vault:erase"), {"coffre": vault.uid})

    return act


def test_erasing_from_the_lab_leads_back_to_the_lab(lab, browser, vault):
    page = lab.see()
    address = f"{reverse('vault:erase')}?pour=LAB-8"

    done = browser.post(address, {"coffre": vault.uid}, follow=True).content.decode()

    assert f'href="{address}"' in page
    assert f'href="{reverse("labs:lab", args=[lab.lab.slug])}"' in done


def test_an_export_made_before_the_lab_was_first_opened_counts(at_lab, vault, browser, provider, private_files):
    export = export_from(browser)
    arrives(provider, export)
    lab = at_lab(8)
    lab.see()
    lab.do("comparer")

    assert lab.done == {"exporter", "importer"}


def test_an_export_of_a_vault_erased_before_the_lab_was_opened_does_not_count(
    at_lab, browser, erase, provider, private_files
):
    export_from(browser)
    erase()
    lab = at_lab(8)
    page = lab.see()

    assert lab.done == set()
    assert "ne compte pas" not in page


def test_after_beginning_again_an_earlier_export_does_not_count_and_the_page_says_what_to_do(lab, browser):
    export_from(browser)
    lab.see()
    page = lab.do("recommencer")

    assert lab.done == set()
    assert "date d’avant de recommencer" in page
    assert "Récupérez votre coffre une nouvelle fois" in page


def export_from(browser):
    browser.post(reverse("vault:export"))
    return VaultExport.objects.latest("made_at")


def test_exporting_importing_erasing_and_failing_to_read_the_backup_completes_the_lab(lab, browser, provider, erase):
    export = export_from(browser)
    arrives(provider, export)
    compared = lab.do("comparer")
    saved = lab.do("copier")
    erase()
    after = lab.do("essayer")

    assert "mêmes, à l’octet près" in compared
    assert "Sauvegarde prise" in saved
    assert "Aucun bloc ne s’ouvre" in after
    assert lab.is_complete


def test_a_file_that_differs_at_b_is_shown_and_is_no_step(lab, browser, provider):
    export = export_from(browser)
    name = next(name for name in export.digests if name.endswith(".csv"))
    arrives(provider, export, **{name: "0" * 64})

    page = lab.do("comparer")

    assert "Différente" in page
    assert "importer" not in lab.done


def test_an_export_that_b_does_not_hold_is_said(lab, browser):
    export_from(browser)

    assert "pas encore repris" in lab.do("comparer", status=409)


def test_when_b_holds_an_older_export_the_page_says_which_one_it_waits_for(lab, browser, provider):
    arrives(provider, export_from(browser))
    awaited = export_from(browser)

    page = lab.do("comparer", status=409)

    assert f"votre dernier export, celui du {jour(awaited.made_at)}" in page.replace("&nbsp;", "\u00a0")


def test_a_silent_provider_is_said(lab, browser, settings):
    export_from(browser)
    settings.PROVIDER_B_URL = "http://127.0.0.1:9"

    assert "ne répond pas" in lab.do("comparer", status=409)


def test_the_backup_still_opens_as_long_as_the_vault_is_not_erased(lab, browser):
    export_from(browser)
    lab.do("copier")

    page = lab.do("essayer", status=409)

    assert "s’ouvre encore" in page
    assert "sauvegarde" not in lab.done


def test_erasing_a_vault_that_was_never_exported_is_not_leaving_and_the_page_says_why(lab, erase):
    erase()

    page = lab.see()

    assert lab.done == set()
    assert "effacé un coffre sans l’avoir exporté" in page


def test_the_copy_is_thrown_away_once_it_was_shown_unreadable(lab, browser, erase):
    export_from(browser)
    lab.do("copier")
    assert storages["private"].exists(backup_name(lab.who))
    erase()
    lab.do("essayer")

    assert not storages["private"].exists(backup_name(lab.who))


def test_beginning_again_leaves_one_copy_at_most(lab, browser, settings):
    lab.do("copier")
    lab.do("recommencer")
    lab.do("copier")

    _folders, files = storages["private"].listdir("sandbox-backups")
    assert len(files) == 1


def test_the_copy_goes_when_everything_is_reset(lab, browser):
    lab.do("copier")

    browser.post(reverse("labs:reset"))

    assert not storages["private"].exists(backup_name(lab.who))


def test_the_copy_goes_with_the_account(lab):
    lab.do("copier")

    account_erased.send(sender=type(lab.who), user=lab.who)

    assert not storages["private"].exists(backup_name(lab.who))


def test_files_that_differ_are_not_announced_as_a_success(lab, browser, provider):
    export = export_from(browser)
    name = next(name for name in export.digests if name.endswith(".csv"))
    arrives(provider, export, **{name: "0" * 64})

    assert "message--revoir" in lab.do("comparer")
