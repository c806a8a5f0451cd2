import pytest

from tests.cms.accounts.factories import UserFactory
from tests.passport.desk.addresses import desk
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db


def test_a_correction_is_linked_both_ways(client, registrar, a_signed_credential):
    wrong = a_signed_credential(holder__name="Claire Fontanel")
    wrong.holder.name = "Claire Martin"
    wrong.holder.save()

    assert "Claire Martin" in client.get(desk("issue_anew", wrong.pk)).text
    answer = client.post(desk("issue_anew", wrong.pk), follow=True)

    wrong.refresh_from_db()
    right = wrong.replaced_by
    assert desk("inspect", wrong.pk) in answer.text
    assert right.content["holder_name"] == "Claire Martin"
    assert desk("inspect", right.pk) in client.get(desk("inspect", wrong.pk)).text


def test_a_correction_is_asked_before_it_is_made(client, registrar, a_signed_credential):
    credential = a_signed_credential()

    client.get(desk("issue_anew", credential.pk))

    credential.refresh_from_db()
    assert not credential.is_revoked


def test_a_correction_that_changes_nothing_says_why(client, registrar, a_signed_credential):
    credential = a_signed_credential()

    answer = client.post(desk("issue_anew", credential.pk), follow=True)

    credential.refresh_from_db()
    assert "porte déjà le nom" in answer.text
    assert not credential.is_revoked


def test_what_cannot_be_issued_anew_offers_nothing(client, registrar):
    ended = CredentialFactory(expired=True)

    assert desk("issue_anew", ended.pk) not in client.get(desk("inspect", ended.pk)).text
    assert "ne peut pas être délivré à nouveau" in client.post(desk("issue_anew", ended.pk), follow=True).text


@pytest.mark.parametrize("role", ["editor", "trainer"])
def test_only_registrars_issue_anew(client, role, a_signed_credential):
    credential = a_signed_credential()
    credential.holder.name = "Nom d’usage"
    credential.holder.save()
    client.force_login(UserFactory(**{role: True}))

    assert client.post(desk("issue_anew", credential.pk)).status_code in (302, 403)

    credential.refresh_from_db()
    assert not credential.is_revoked
