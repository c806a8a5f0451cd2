"""What is kept of the page of a number, and for whom."""

import pytest
from django.conf import settings as site_settings

from passport.credentials.models import Credential
from passport.credentials.services import set_visibility
from passport.verification.answers import COLUMNS, answer_about
from tests.cms.accounts.factories import UserFactory
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db

NAME = "Claire Fontanel"
RENDERED = "verification/answer.html"


@pytest.fixture
def credential():
    return CredentialFactory(code="7K3M9QXT2HPA", holder__name=NAME)


@pytest.fixture
def is_drawn_anew(client, credential):
    """Whether the page of the credential is drawn for this request, and not taken from what is kept."""

    def ask(**asked) -> bool:
        answer = client.get(f"/v/{credential.code}", **asked)
        assert "est valide" in answer.text
        return RENDERED in [template.name for template in answer.templates]

    return ask


def test_the_second_visitor_is_given_the_page_of_the_first(client, is_drawn_anew, credential):
    first = client.get(f"/v/{credential.code}")

    second = client.get(f"/v/{credential.code}")

    assert not second.templates
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)
    assert "default-src" in second["Content-Security-Policy"]
    assert second["X-Frame-Options"] == "DENY"
    assert second["Cache-Control"] == "private, no-store"


def test_what_is_kept_compressed_is_given_to_those_who_can_read_it(client, credential):
    squeezed = [client.get(f"/v/{credential.code}", headers={"accept-encoding": "gzip"}) for _ in range(2)]
    plain = client.get(f"/v/{credential.code}")

    assert [answer["Content-Encoding"] for answer in squeezed] == ["gzip", "gzip"]
    assert "est valide" in plain.text
    assert "Content-Encoding" not in plain


@pytest.mark.parametrize(
    "asked",
    [
        {"headers": {"cookie": f"{site_settings.SESSION_COOKIE_NAME}=x"}},
        {"query_params": {"x": "1"}},
        {"headers": {"host": "127.0.0.1"}},
        {"secure": True},
    ],
    ids=["a session", "a question mark", "another host", "another scheme"],
)
def test_who_asks_otherwise_is_drawn_a_page_of_their_own(is_drawn_anew, asked, settings):
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    is_drawn_anew()
    assert not is_drawn_anew()

    assert is_drawn_anew(**asked)


def test_somebody_signed_in_is_never_given_what_is_kept(client, credential, is_drawn_anew):
    is_drawn_anew()
    client.force_login(UserFactory())

    assert is_drawn_anew()


def test_the_page_of_somebody_signed_in_is_never_kept(client, credential, is_drawn_anew):
    client.force_login(UserFactory(name="Ida Veyne"))
    client.get(f"/v/{credential.code}")
    client.logout()

    assert is_drawn_anew()


def test_a_host_that_is_not_ours_is_refused_with_a_page_kept_too(client, credential, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    client.get(f"/v/{credential.code}")

    assert client.get(f"/v/{credential.code}", headers={"host": "pirate.example"}).status_code == 400


def test_each_view_is_counted_kept_or_not(client, credential, settings):
    settings.VERIFICATIONS_PER_MINUTE = 2

    assert [client.get(f"/v/{credential.code}").status_code for _ in range(3)] == [200, 200, 429]


def test_a_view_is_counted_once(client, credential, settings):
    settings.VERIFICATIONS_PER_MINUTE = 3

    for _ in range(3):
        assert client.get(f"/v/{credential.code}", query_params={"x": "1"}).status_code == 200


def test_a_name_shown_then_hidden_is_not_in_what_is_kept(client, credential):
    for shows_name in (False, True, False, True):
        set_visibility(credential=credential, shows_name=shows_name, shows_modules=True)
        assert (NAME in client.get(f"/v/{credential.code}").text) is shows_name


def test_a_comparison_is_never_kept(client, credential):
    client.get(f"/v/{credential.code}")

    assert "Oui, ce nom correspond" in client.post(f"/v/{credential.code}", {"nom": NAME}).text
    assert "Oui, ce nom correspond" not in client.get(f"/v/{credential.code}").text


def test_a_program_is_answered_by_the_view(client, credential):
    client.get(f"/v/{credential.code}")

    assert client.get(f"/v/{credential.code}", headers={"accept": "application/json"}).json()["state"] == "valid"


def test_only_the_beginning_is_asked_for_and_no_page_is_kept(client, credential, is_drawn_anew):
    assert client.head(f"/v/{credential.code}").content == b""

    assert is_drawn_anew()


def test_nothing_is_kept_where_the_site_keeps_no_page(is_drawn_anew, settings):
    settings.VISITOR_CACHE_SECONDS = 0

    assert is_drawn_anew()
    assert is_drawn_anew()


@pytest.mark.parametrize("state", [{}, {"revoked": True, "reason_is_public": True}])
def test_the_public_facts_are_those_of_the_credential(state):
    credential = Credential.objects.get(pk=CredentialFactory(**state).pk)

    answer = answer_about(credential.code, credential.issued_at)
    facts = answer.credential

    for name in set(COLUMNS) - {"content"}:
        assert getattr(facts, name) == getattr(credential, name), name
        assert type(getattr(facts, name)) is type(getattr(credential, name)), name
    assert facts.content == credential.content
    assert (answer.modules, answer.state) == (credential.modules, credential.status_at(credential.issued_at).value)
    assert answer.as_json()["number"] == credential.display_code
    assert facts.is_passport == credential.is_passport
