"""A holder's own pages: what is in the vault, who read it, leaving."""

import io
import json
import re
import zipfile
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sandbox.vault.models import Chunk, JournalEntry, Vault
from sandbox.vault.rules.journal import Actor
from sandbox.vault.rules.series import SeriesAnswer, SeriesRequest
from sandbox.vault.services import head, open_vault, read_series
from sandbox.vault.views.reading import chart_of, figure
from tests.cms.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

ENERGY = "/bac-a-sable/coffre/donnees/energie/"
SERVICE = Actor("service", "Ma ville", consent="00000000-0000-0000-0000-000000000001")


@pytest.fixture
def learner(client):
    learner = UserFactory()
    client.force_login(learner)
    return learner


def test_a_first_visit_opens_a_vault_and_a_second_finds_it(client, learner):
    first = client.get(reverse("vault:index"))
    client.get(reverse("vault:index"))

    assert first.status_code == 200
    assert Vault.objects.of(learner).count() == 1
    assert "Électricité" in first.content.decode()


@pytest.mark.parametrize(
    "name", ["index", "journal", "verification", "export", "erase", "erased", "habits", "bring", "confirm"]
)
def test_a_visitor_is_asked_to_sign_in(client, name):
    response = client.get(reverse(f"vault:{name}"))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    assert not Vault.objects.exists()


def test_looking_at_hours_is_a_line_of_the_journal(client, learner):
    response = client.get(ENERGY, {"pas": "heure", "du": "2025-01-14", "au": "2025-01-14"})

    entry = JournalEntry.objects.filter(vault__holder=learner).order_by("-seq").first()
    assert response.status_code == 200
    assert entry.content["scope"] == "energie:heure"
    assert entry.content["actor"]["kind"] == "holder"
    assert entry.content["count"] == 24


def test_the_table_beside_the_curve_says_the_same_as_the_vault(client, learner):
    vault = open_vault(learner=learner)
    request = SeriesRequest("energie", "mois", date(2025, 1, 1), date(2025, 12, 31))
    january = read_series(vault=vault, request=request, actor=SERVICE, journal=False).values[0]

    page = client.get(ENERGY).content.decode()

    kilowatt_hours = Decimal(january) / 1000
    places = "0.1" if kilowatt_hours < 100 else "1"
    written = str(kilowatt_hours.quantize(Decimal(places), ROUND_HALF_UP)).replace(".", ",")
    assert f'<td class="num">{written}</td>' in re.sub("[\u202f\xa0]", "", page)


@pytest.mark.parametrize(
    ("watt_hours", "written"),
    [(245_500, "246"), (245_499, "245"), (99_960, "100,0"), (9_996, "10,00"), (1_239, "1,24"), (12_350, "12,4")],
)
def test_a_figure_is_rounded_and_not_cut(watt_hours, written):
    assert figure(watt_hours, 1000) == written


def test_the_total_said_of_a_curve_is_rounded():
    days = (date(2025, 1, 1), date(2025, 1, 2))
    answer = SeriesAnswer("energie", "jour", "kWh", *days, starts=days, values=(1_300, 1_300))

    assert chart_of(answer).description.startswith("3 kWh")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"pas": "heure", "du": "2025-02-02", "au": "2025-02-01"}, "précède"),
        ({"pas": "heure", "du": "2025-01-01", "au": "2026-12-31"}, "366"),
        ({"pas": "minute", "du": "2025-01-01", "au": "2025-01-02"}, "minute"),
        ({"pas": "jour", "du": "hier", "au": "2025-01-02"}, "date"),
    ],
)
def test_an_impossible_period_is_explained_and_reads_nothing(client, learner, query, words):
    client.get(reverse("vault:index"))
    before = JournalEntry.objects.count()

    response = client.get(ENERGY, query)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert JournalEntry.objects.count() == before


def test_an_unknown_series_is_not_found(client, learner):
    assert client.get("/bac-a-sable/coffre/donnees/sommeil/").status_code == 404


def test_closing_the_hours_closes_them_to_everybody_and_leaves_the_days(client, learner):
    client.get(reverse("vault:habits"))
    client.post(reverse("vault:habits"), {"assistant_name": "Tante Inventée"})

    hours = client.get(ENERGY, {"pas": "heure", "du": "2025-01-14", "au": "2025-01-14"})
    days = client.get(ENERGY, {"pas": "jour", "du": "2025-01-01", "au": "2025-01-31"})

    vault = Vault.objects.of(learner).get()
    assert not vault.hourly_collection
    assert vault.assistant_name == "Tante Inventée"
    assert hours.status_code == 422
    assert "fermés" in hours.content.decode()
    assert days.status_code == 200
    assert JournalEntry.objects.filter(vault=vault, content__action="refus").count() == 1


def test_the_journal_shows_who_read_what_and_can_show_services_alone(client, learner):
    vault = open_vault(learner=learner)
    read_series(vault=vault, request=SeriesRequest("eau", "jour", date(2025, 3, 1), date(2025, 3, 31)), actor=SERVICE)
    client.get(ENERGY)

    whole = client.get(reverse("vault:journal")).content.decode()
    services = client.get(reverse("vault:journal"), {"voir": "service"}).content.decode()

    assert "Ma ville" in whole
    assert "avez regardé" in whole
    assert "Ma ville" in services
    assert "avez regardé" not in services


def test_the_journal_is_verified_alone_and_with_a_receipt(client, learner):
    vault = open_vault(learner=learner)
    receipt = json.dumps({"receipt": {"journal_anchor": head(vault)}}).encode()

    alone = client.get(reverse("vault:verification"))
    with_receipt = client.post(
        reverse("vault:verification"), {"recu": SimpleUploadedFile("recu.json", receipt, "application/json")}
    )

    assert "La chaîne tient" in alone.content.decode()
    assert with_receipt.status_code == 200
    assert "La chaîne tient" in with_receipt.content.decode()


def test_a_rewritten_journal_is_told_by_the_receipt(client, learner):
    vault = open_vault(learner=learner)
    receipt = json.dumps({"receipt": {"journal_anchor": {**head(vault), "digest": "0" * 64}}}).encode()

    page = client.post(reverse("vault:verification"), {"recu": SimpleUploadedFile("recu.json", receipt)})

    assert "Quelque chose ne va pas" in page.content.decode()


@pytest.mark.parametrize("content", [b"{}", b"pas du JSON", b"[" * 100_000, b"\xff\xfe"])
def test_a_file_that_is_no_receipt_is_refused_with_words(client, learner, content):
    client.get(reverse("vault:verification"))
    page = client.post(reverse("vault:verification"), {"recu": SimpleUploadedFile("recu.json", content)})

    assert page.status_code == 422
    assert "Choisissez un reçu" in page.content.decode()


def test_the_journal_leaves_as_lines_and_as_a_table(client, learner):
    vault = open_vault(learner=learner)

    lines = client.get(reverse("vault:journal_lines")).content.decode().splitlines()
    table = client.get(reverse("vault:journal_table")).content.decode()
    script = b"".join(client.get(reverse("vault:journal_script")).streaming_content)

    assert [json.loads(line)["seq"] for line in lines] == list(range(1, head(vault)["seq"] + 1))
    assert head(vault)["digest"] in table
    assert b"argparse" in script


def test_exporting_gives_an_archive_and_a_line_of_the_journal(client, learner):
    page = client.get(reverse("vault:export"))
    response = client.post(reverse("vault:export"))

    archive = zipfile.ZipFile(io.BytesIO(response.content))
    assert page.status_code == 200
    assert response["Content-Type"] == "application/zip"
    assert "manifeste.json" in archive.namelist()
    assert JournalEntry.objects.filter(vault__holder=learner, content__action="export").count() == 1


def water_file() -> SimpleUploadedFile:
    points = [[f"2025-02-{day:02}", 100 + day] for day in range(1, 11)]
    content = json.dumps({"serie": "eau", "unite": "L", "pas": "jour", "points": points})
    return SimpleUploadedFile("eau.json", content.encode(), "application/json")


def test_ones_own_file_is_shown_first_and_kept_once_confirmed(client, learner):
    client.get(reverse("vault:index"))
    asked = client.post(reverse("vault:bring"), {"fichier": water_file(), "accord": "on"})
    seen = client.get(asked["Location"])
    before = Vault.objects.of(learner).get().holds_own_data
    kept = client.post(reverse("vault:confirm"))

    assert asked["Location"] == reverse("vault:confirm")
    assert "10" in seen.content.decode()
    assert not before
    assert kept["Location"] == reverse("vault:series", args=["eau"])
    assert Vault.objects.of(learner).get().holds_own_data


def test_without_the_agreement_nothing_is_read(client, learner):
    client.get(reverse("vault:bring"))
    page = client.post(reverse("vault:bring"), {"fichier": water_file()})

    assert page.status_code == 422
    assert "Cochez cette case" in page.content.decode()


def test_a_file_of_no_known_form_is_refused_and_nothing_changes(client, learner):
    client.get(reverse("vault:index"))
    before = list(Chunk.objects.values_list("pk", flat=True))
    file = SimpleUploadedFile("x.csv", b"Colonne;Autre\n1;2\n")

    asked = client.post(reverse("vault:bring"), {"fichier": file, "accord": "on"}, follow=True)

    assert "Rien n’a été enregistré" in asked.content.decode()
    assert list(Chunk.objects.values_list("pk", flat=True)) == before


def test_nothing_to_confirm_leads_back_to_the_file(client, learner):
    assert client.get(reverse("vault:confirm"))["Location"] == reverse("vault:bring")


def test_erasing_asks_first_and_leaves_no_chunk(client, learner):
    vault = open_vault(learner=learner)
    asked = client.get(reverse("vault:erase"))
    client.post(reverse("vault:erase"), {"coffre": vault.uid})

    assert "Ceci n’efface pas les copies" in asked.content.decode()
    assert Vault.objects.of(learner).get().state == Vault.State.ERASED
    assert not Chunk.objects.filter(vault__holder=learner).exists()


def test_reading_a_page_never_exports_nor_erases(client, learner):
    client.get(reverse("vault:export"))
    client.get(reverse("vault:erase"))

    assert Vault.objects.of(learner).get().is_open
    assert not JournalEntry.objects.filter(content__action__in=["export", "effacement"]).exists()


def test_the_inventory_says_in_words_where_data_come_from_and_groups_its_figures(client, learner):
    page = client.get(reverse("vault:index")).content.decode()

    assert "Inventées pour l’exercice" in page
    assert "simulé" not in page
    assert re.search(r"\b8[\u202f\xa0]7\d\d valeurs", page)


@pytest.mark.parametrize("path", ["/bac-a-sable/coffre/", "/bac-a-sable/coffre/exporter/"])
def test_a_vault_that_was_tampered_with_is_said_and_never_an_error_page(client, learner, path):
    client.get(reverse("vault:index"))
    Chunk.objects.filter(domain="energie").update(sealed=bytes(64))

    page = client.post(path) if "exporter" in path else client.get(path)

    assert page.status_code == 409
    assert "Votre coffre ne se lit pas" in page.content.decode()


def test_trips_are_told_in_words(client, learner):
    page = client.get("/bac-a-sable/coffre/donnees/mobilite/", {"pas": "zone", "du": "2025-01-01", "au": "2025-03-31"})

    assert not any(f">{code}</td>" in page.content.decode() for code in ("walk", "car", "bike"))
