"""The journal as people read it: no code where a word is wanted, and the codes kept in the chain."""

import json
import re
import zipfile
from datetime import date
from itertools import product

import pytest
from django.urls import reverse

from sandbox.consents.rules.access import Refusal
from sandbox.vault.models import JournalEntry
from sandbox.vault.rules.journal import HOLDER, PLATFORM, Action, Actor
from sandbox.vault.services import append, open_vault, write_values
from sandbox.vault.wording import OUTCOMES, REASONS, VERBS, reason_words
from tests.cms.accounts.factories import UserFactory
from tests.cms.accounts.test_export import exported

pytestmark = pytest.mark.django_db

SERVICE = Actor("service", "Ma ville", consent="00000000-0000-0000-0000-000000000001")


@pytest.fixture
def vault(client):
    learner = UserFactory()
    client.force_login(learner)
    return open_vault(learner=learner)


def told_in_account(vault):
    with zipfile.ZipFile(exported(vault.holder)) as archive:
        (told,) = json.loads(archive.read("coffre.json"))
    return told


@pytest.mark.parametrize("refusal", list(Refusal))
def test_every_refusal_of_a_consent_is_said_in_words(refusal):
    assert str(REASONS[str(refusal)]) != str(refusal)


@pytest.mark.parametrize("action", list(Action))
def test_every_action_has_its_verb(action):
    assert str(action) in VERBS


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("simulé", "inventées pour l’exercice"),
        ("apporté", "apportées par vous"),
        ("épreuve", "témoins cachés pour le laboratoire 3"),
        ("titulaire", "à votre demande"),
        ("inactivité", "après une longue absence"),
        ("vault erased", "le coffre a été effacé"),
        ("code replayed", "quelqu’un a présenté deux fois le même code d’accès"),
        ("portée", "l’autorisation ne va pas jusqu’à cette donnée, à cette précision"),
        ("export 8d0c", "reprise de l’export 8d0c"),
    ],
)
def test_a_reason_is_said_in_words(code, words):
    assert reason_words(code) == words


def test_a_reason_written_as_a_sentence_is_left_as_it_is():
    assert reason_words("aucune autorisation ne permet de croiser") == "aucune autorisation ne permet de croiser"


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("fait", "Fait"), ("refusé", "Refusé"), ("accordé", "Accordé"), ("heures fermées", "Refusé : heures fermées"),
     ("bloc altéré", "Refusé : données abîmées"), ("échéance avancée", "Fin avancée")],
)  # fmt: skip
def test_the_page_says_the_outcome_in_words_and_the_chain_keeps_the_code(client, vault, outcome, words):
    append(vault=vault, actor=SERVICE, action=Action.REFUSAL, outcome=outcome, scope="eau:jour")

    page = client.get(reverse("vault:journal")).content.decode().replace("\u202f", " ").replace("\xa0", " ")

    assert re.search(rf">\s*(<svg.*?</svg>)?\s*{words}\s*<", page)
    assert JournalEntry.objects.of(vault).last().content["outcome"] == outcome


@pytest.mark.parametrize(("why", "outcome"), list(product(["portée", "épreuve", "vault erased"], ["bloc altéré"])))
def test_no_code_is_left_on_the_page_in_the_table_nor_in_the_account_export(client, vault, why, outcome):
    append(vault=vault, actor=SERVICE, action=Action.REFUSAL, outcome=outcome, why=why)

    page = client.get(reverse("vault:journal")).content.decode()
    table = client.get(reverse("vault:journal_table")).content.decode()
    told = json.dumps(told_in_account(vault)["journal"], ensure_ascii=False)

    for said in (page, table, told):
        assert str(REASONS[why]) in said.replace("\u202f", " ").replace("\xa0", " ")
        assert why not in said.replace(str(REASONS[why]), "")
        assert outcome not in said


def test_the_account_export_tells_the_journal_in_sentences(vault):
    append(vault=vault, actor=SERVICE, action=Action.READING, scope="eau:jour", count=31)

    opened, read = told_in_account(vault)["journal"]

    assert (opened["qui"], opened["quoi"], opened["issue"]) == ("Vous", "avez ouvert le coffre", "Fait")
    assert (read["qui"], read["quoi"]) == ("Ma ville", "a lu l’eau, jour par jour")
    assert (read["numéro"], read["autorisation"]) == (2, SERVICE.consent)
    assert not {"action", "actor", "outcome", "why"} & (opened.keys() | read.keys())


def test_the_account_export_says_in_words_where_data_come_from(vault):
    write_values(vault=vault, domain="eau", values_by_day={date(2025, 3, 1): 120}, origin="épreuve", actor=PLATFORM)

    told = json.dumps(told_in_account(vault), ensure_ascii=False)

    assert "Modifiées pour le laboratoire 3" in told
    assert "Inventées pour l’exercice" in told
    assert "épreuve" not in told
    assert "simulé" not in told


@pytest.mark.parametrize(
    ("scope", "sentence"),
    [
        ("energie:heure", "avez ajouté des données sur l’électricité, heure par heure"),
        ("tout", "avez repris le coffre en entier"),
    ],
)
def test_what_was_added_is_said_in_a_whole_sentence(vault, scope, sentence):
    append(vault=vault, actor=HOLDER, action=Action.IMPORT, scope=scope)

    assert told_in_account(vault)["journal"][-1]["quoi"] == sentence


def test_an_erased_line_is_told_as_such(vault):
    JournalEntry.objects.of(vault).update(content=None, salt="")

    (line,) = told_in_account(vault)["journal"]

    assert "Contenu effacé" in line["quoi"]


def test_a_vault_erased_by_its_holder_says_so(client, vault):
    append(vault=vault, actor=HOLDER, action=Action.ERASURE, why="titulaire")

    assert "à votre demande" in client.get(reverse("vault:journal")).content.decode()


@pytest.mark.parametrize("outcome", ["fait", "refusé", "accordé", "bloc altéré", "heures fermées", "échéance avancée"])
def test_every_outcome_that_is_written_has_its_words(outcome):
    assert outcome in OUTCOMES
