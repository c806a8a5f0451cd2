import pytest

from passport.verification.limits import Limit, asker, spend
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_a_minute(settings):
    settings.VERIFICATIONS_PER_MINUTE = 3


def test_a_machine_that_tries_numbers_is_told_when_to_come_back(client):
    for n in range(3):
        assert client.get(f"/v/{n:012}").status_code == 404

    answer = client.get("/v/000000000009")

    assert answer.status_code == 429
    assert "Vous pourrez recommencer à partir de" in answer.text
    assert 0 < int(answer["Retry-After"]) <= 61


def test_the_limit_says_nothing_about_the_number(client):
    credential = CredentialFactory()
    for _ in range(3):
        client.get(f"/v/{credential.code}")

    assert credential.code not in client.get(f"/v/{credential.code}").text


def test_programs_are_told_in_json(client):
    for _ in range(3):
        client.get("/v/0")

    answer = client.get("/v/0", headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["state"]) == (429, "too many requests")


def test_another_address_is_not_concerned(client):
    for _ in range(4):
        client.get("/v/0")

    assert client.get("/v/0", REMOTE_ADDR="192.0.2.7").status_code == 404


def test_one_household_is_one_asker(rf):
    first = rf.get("/", REMOTE_ADDR="2001:db8:1:2::1")
    second = rf.get("/", REMOTE_ADDR="2001:db8:1:2:ffff::9")

    assert asker(first) == asker(second) == "2001:db8:1:2::/64"


def test_a_zero_means_without_limit(client, settings):
    settings.VERIFICATIONS_PER_MINUTE = 0

    assert {client.get("/v/0").status_code for _ in range(10)} == {404}


def test_two_limits_are_counted_apart():
    one, other = Limit("one", 1, 60), Limit("other", 1, 60)

    assert spend(one, "x") is None
    assert spend(one, "x") is not None
    assert spend(other, "x") is None
    assert spend(one, "y") is None
