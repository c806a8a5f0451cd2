"""Somebody else's identifier opens nothing: every address of the sandbox, tried by whoever it does not belong to."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sandbox.consents import urls as consents
from sandbox.consents.models import ConsentRecord
from sandbox.labs import urls as labs
from sandbox.labs.catalogue import BY_CODE
from sandbox.labs.models import LabRun, LabStep
from sandbox.labs.services.runs import keep_state, run_of
from sandbox.labs.views import LAB_PAGES
from sandbox.vault import urls as vault_addresses
from sandbox.vault.models import JournalEntry, Vault
from sandbox.vault.rules.journal import HOLDER, Action
from sandbox.vault.rules.series import DOMAINS
from sandbox.vault.services import append, head, open_vault
from sandbox.vault.services.habits import decide_habits
from tests.cms.accounts.factories import UserFactory
from tests.sandbox.consents.conftest import ServiceUnderTest, clients  # noqa: F401

pytestmark = pytest.mark.django_db

# What each address holds: "own" is the asker's own vault, whoever asks; "named" holds an identifier of one person;
# "public" is for everybody; "token" opens to a service's token and not to a session; "asks" shows a request.
ADDRESSES = {
    "vault": {
        "index": "own", "series": "own", "journal": "own", "verification": "own", "journal_lines": "own",
        "journal_table": "own", "journal_script": "own", "habits": "own", "bring": "own", "confirm": "own",
        "export": "own", "erase": "own", "erased": "own",
    },
    "consents": {
        "index": "own", "detail": "named", "receipt": "named", "withdraw": "named", "pause": "named",
        "resume": "named", "authorize": "asks", "token": "token", "revoke": "token", "series": "token",
        "consent": "token",
    },
    "labs": {
        "index": "public", "reset": "own", "charter_document": "own", "charter_pdf": "own", "charter_odt": "own",
        "lab": "own", "action": "own",
    },
}  # fmt: skip
MODULES = {"vault": vault_addresses, "consents": consents, "labs": labs}
SECRET_WORDS = "Camille Introuvable"


@pytest.fixture
def holder(clients):  # noqa: F811
    """Somebody with a vault, an assisting person, an authorisation that a service used, a lab begun."""
    learner = UserFactory(verified=True)
    vault = open_vault(learner=learner)
    decide_habits(vault=vault, hourly_collection=True, assistant_name=SECRET_WORDS)
    browser = Client()
    browser.force_login(learner)
    service = ServiceUnderTest("ma-ville", clients["ma-ville"].redirect_uris, browser)
    tokens = service.tokens("fuite|eau:jour")
    service.series(tokens["access_token"], "eau", "jour")
    keep_state(run=run_of(learner=learner, lab=BY_CODE["LAB-10"]), argument=SECRET_WORDS)
    return learner


def stranger():
    return UserFactory(verified=True)


def trainer():
    return UserFactory(verified=True, trainer=True)


def browser_of(person):
    browser = Client()
    if person is not None:
        browser.force_login(person)
    return browser


def addresses(*kinds, uid=None):
    """Every address of these kinds, once for each domain, lab and action."""
    for app, named in ADDRESSES.items():
        for name, kind in named.items():
            if kind in kinds:
                yield from (reverse(f"{app}:{name}", args=given) for given in arguments(app, name, uid))


def arguments(app, name, uid):
    match (app, name):
        case ("vault" | "consents", "series"):
            return [[domain] for domain in DOMAINS]
        case ("labs", "lab"):
            return [[slug] for slug in LAB_PAGES]
        case ("labs", "action"):
            return [[slug, action] for slug, lab in LAB_PAGES.items() for action in (*lab.actions, "recommencer")]
        case _:
            return [[uid]] if ADDRESSES[app][name] == "named" else [[]]


def state_of(learner):
    """All that somebody else must leave as it is."""
    vault = Vault.objects.of(learner).get()
    return (
        vault.state,
        vault.assistant_name,
        head(vault),
        list(ConsentRecord.objects.of(learner).values("uid", "paused_at", "withdrawn_at", "decision")),
        list(LabRun.objects.of(learner).values("pk", "goes", "state", "completed_at")),
        list(LabStep.objects.filter(run__learner=learner).values("pk", "step")),
    )


def marks_of(learner):
    vault = Vault.objects.of(learner).get()
    consents = [str(consent.uid) for consent in ConsentRecord.objects.of(learner)]
    return [str(vault.uid), head(vault)["digest"], SECRET_WORDS, learner.email, *consents]


def test_every_address_of_the_sandbox_is_tried_here():
    found = {app: {pattern.name for pattern in module.urlpatterns} for app, module in MODULES.items()}

    assert found == {app: set(named) for app, named in ADDRESSES.items()}


@pytest.mark.parametrize("person", [stranger, trainer])
def test_the_identifier_of_somebody_else_leads_nowhere(holder, person):
    consent = ConsentRecord.objects.of(holder).get()
    before, browser = state_of(holder), browser_of(person())

    for address in addresses("named", uid=consent.uid):
        unknown = address.replace(str(consent.uid), str(uuid4()))
        for send in (browser.get, browser.post):
            answer, other = send(address), send(unknown)
            assert answer.status_code == other.status_code, address
            assert answer.status_code in (404, 405), address
            assert not any(mark in answer.content.decode() for mark in marks_of(holder)), address

    assert state_of(holder) == before


def test_without_signing_in_every_address_asks_to_sign_in(holder):
    consent = ConsentRecord.objects.of(holder).get()
    before, browser = state_of(holder), browser_of(None)

    for address in addresses("own", "named", "asks", uid=consent.uid):
        for send in (browser.get, browser.post):
            answer = send(address)
            signs_in = answer.status_code == 302 and answer["Location"].startswith("/compte/connexion/")
            assert signs_in or answer.status_code == 405, (address, answer.status_code)
    public = browser.get(reverse("labs:index"))

    assert public.status_code == 200
    assert not any(mark in public.content.decode() for mark in marks_of(holder))
    assert state_of(holder) == before


@pytest.mark.parametrize("person", [stranger, trainer])
def test_addresses_without_identifier_show_and_change_the_asker_s_own_vault_alone(holder, person):
    before, asker = state_of(holder), person()
    browser = browser_of(asker)
    marks = marks_of(holder)
    reset = reverse("labs:reset")

    for address in [*addresses("own", "public"), f"{reverse('consents:index')}?page=1"]:
        for send in (browser.get, browser.post):
            answer = send(address)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert answer.status_code < 500, address
            assert not any(mark.encode() in content for mark in marks), address
    browser.post(reset)

    assert state_of(holder) == before
    assert Vault.objects.of(asker).exists()


@pytest.mark.parametrize("person", [lambda: None, stranger, trainer])
def test_a_session_opens_nothing_that_is_for_the_tokens_of_services(holder, person):
    before, browser = state_of(holder), browser_of(person())

    for address in addresses("token"):
        for send in (browser.get, browser.post):
            answer = send(address, {"pas": "jour", "du": "2025-01-01", "au": "2025-01-31"})
            assert answer.status_code in (400, 401, 405), (address, answer.status_code)
            assert not any(mark in answer.content.decode() for mark in marks_of(holder))

    assert state_of(holder) == before


def test_not_even_the_holder_s_session_reads_as_a_service(holder):
    browser = browser_of(holder)

    answer = browser.get(
        reverse("consents:series", args=["eau"]), {"pas": "jour", "du": "2025-01-01", "au": "2025-01-31"}
    )

    assert answer.status_code == 401


def test_a_request_shown_to_one_person_is_answered_by_nobody_else(holder, clients):  # noqa: F811
    service = ServiceUnderTest("ma-ville", clients["ma-ville"].redirect_uris, browser_of(holder))
    key = service.shown("energie:mois")
    before = state_of(holder)

    for person in (stranger(), trainer()):
        other = ServiceUnderTest("ma-ville", clients["ma-ville"].redirect_uris, browser_of(person))
        assert other.answer(key, "cout|energie:mois").status_code == 400
        assert not ConsentRecord.objects.of(person).exists()

    assert state_of(holder) == before


def test_the_token_of_one_person_s_consent_reads_that_person_s_vault_alone(holder, clients):  # noqa: F811
    other = stranger()
    service = ServiceUnderTest("ma-ville", clients["ma-ville"].redirect_uris, browser_of(other))
    token = service.tokens("fuite|eau:jour")["access_token"]
    before = JournalEntry.objects.of(Vault.objects.of(holder).get()).count()

    assert service.series(token, "eau", "jour").status_code == 200

    assert JournalEntry.objects.of(Vault.objects.of(holder).get()).count() == before


def queries_of(browser, address):
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("name", "most"), [("labs:index", 12), ("vault:index", 20), ("vault:journal", 14)])
def test_a_page_asks_the_database_as_often_whatever_the_length_of_the_journal(holder, name, most):
    browser, vault = browser_of(holder), Vault.objects.of(holder).get()
    few = queries_of(browser, reverse(name))
    for number in range(200):
        append(vault=vault, actor=HOLDER, action=Action.READING, scope="eau:jour", count=number)

    many = queries_of(browser, reverse(name))

    assert many == few
    assert few <= most
