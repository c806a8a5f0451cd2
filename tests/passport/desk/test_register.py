import csv
import json

import pytest
from wagtail.models import ModelLogEntry

from passport.credentials.services import issue_anew
from tests.passport.desk.addresses import desk
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db


def text_of(answer):
    return b"".join(answer.streaming_content).decode()


def table(client, **asked):
    text = text_of(client.get(desk("register", "csv"), asked))
    return list(csv.DictReader(text.removeprefix("\ufeff").splitlines(), delimiter=";"))


def titles(client, **asked):
    return json.loads(text_of(client.get(desk("register", "json"), asked)))["titres"]


def test_both_forms_say_the_same(client, registrar, a_signed_credential):
    credential = a_signed_credential(holder__name="Claire Fontanel")

    [line], [entry] = table(client), titles(client)

    assert line["Numéro"] == entry["numéro"] == credential.display_code
    assert line["Titulaire"] == entry["titulaire"] == "Claire Fontanel"
    assert line["État"] == entry["état"] == "Valide"
    assert line["Clef du JSON"] == entry["clef_du_json"] == credential.proof_key.name
    assert line["Rang dans la liste"] == str(entry["rang_dans_la_liste"]) == str(credential.status_entry.index)


def test_a_correction_is_told_on_both_lines(client, registrar, a_signed_credential):
    wrong = a_signed_credential()
    wrong.holder.name = "Nom d’usage"
    wrong.holder.save()
    right = issue_anew(credential=wrong, by=registrar)

    told = {entry["numéro"]: entry for entry in titles(client)}

    assert told[wrong.display_code]["état"] == "Remplacé"
    assert told[wrong.display_code]["remplacé_par"] == right.display_code
    assert told[right.display_code]["remplace"] == wrong.display_code


def test_it_holds_what_the_list_shows_and_nothing_more(client, registrar):
    CredentialFactory(holder__name="Jean Martin")
    CredentialFactory(revoked=True, holder__name="Claire Fontanel")

    assert [line["Titulaire"] for line in table(client, state="revoked")] == ["Claire Fontanel"]
    assert [entry["titulaire"] for entry in titles(client, q="martin")] == ["Jean Martin"]
    assert titles(client, q="introuvable") == []


def test_it_is_whole_though_the_list_goes_page_by_page(client, registrar):
    CredentialFactory.create_batch(25)

    assert len(table(client, p="2")) == 25


def test_a_filter_that_cannot_be_read_gives_no_register(client, registrar):
    CredentialFactory()

    answer = client.get(desk("register", "csv"), {"state": "perdu"})

    assert answer.status_code == 302
    assert answer["Location"].startswith(desk("index"))
    assert not ModelLogEntry.objects.filter(action="credentials.export_register").exists()


def test_it_holds_no_address_of_anybody(client, registrar):
    CredentialFactory(holder__email="claire@commune.example")

    for kind in ("csv", "json"):
        assert "claire@commune.example" not in text_of(client.get(desk("register", kind)))


def test_a_name_that_begins_like_a_formula_stays_text(client, registrar):
    CredentialFactory(holder__name="=HYPERLINK(1)")

    assert table(client)[0]["Titulaire"] == "'=HYPERLINK(1)"
    assert titles(client)[0]["titulaire"] == "=HYPERLINK(1)"


def test_an_erased_name_leaves_the_line(client, registrar):
    erased = CredentialFactory(holder=None)

    assert (titles(client)[0]["numéro"], titles(client)[0]["titulaire"]) == (erased.display_code, "")


def test_it_opens_in_a_spreadsheet_and_is_kept_by_nobody(client, registrar):
    answer = client.get(desk("register", "csv"))

    assert text_of(answer).startswith("\ufeffNuméro;")
    assert answer["Content-Disposition"].endswith('.csv"')
    assert "no-store" in answer["Cache-Control"]


def test_who_took_it_away_is_written_down(client, registrar):
    client.get(desk("register", "json"), {"state": "valid", "q": ""})

    entry = ModelLogEntry.objects.get(action="credentials.export_register")
    assert entry.user == registrar
    assert entry.data == {"kind": "json", "filters": {"state": "valid"}}


def test_the_list_offers_it_as_it_is_filtered(client, registrar):
    page = client.get(desk("index"), {"state": "valid", "q": "martin"}).text

    assert f"{desk('register', 'csv')}?state=valid&amp;q=martin" in page


def test_it_costs_the_same_whatever_it_holds(client, registrar, a_signed_credential, django_assert_max_num_queries):
    a_signed_credential()
    CredentialFactory.create_batch(20)
    client.get(desk("index"))

    with django_assert_max_num_queries(12):
        text_of(client.get(desk("register", "csv")))
