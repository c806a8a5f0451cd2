import pytest
from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, reverse
from wagtail.models import ModelLogEntry

from passport.credentials.models import Credential
from passport.credentials.services import AlreadyRevoked, revoke_credential
from tests.cms.accounts.factories import UserFactory
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db

REASON = "Évaluation passée par une autre personne"


def desk(name, *args):
    return reverse(f"credential_desk:{name}", args=args)


def test_a_revocation_keeps_the_date_the_reason_and_who():
    credential, registrar = CredentialFactory(), UserFactory(registrar=True)

    revoke_credential(credential=credential, by=registrar, reason=REASON, publish_reason=True)

    assert credential.is_revoked
    assert credential.revoked_by == registrar
    assert (credential.revocation_reason, credential.reason_is_public) == (REASON, True)


def test_it_is_written_in_the_journal():
    credential, registrar = CredentialFactory(), UserFactory(registrar=True)

    revoke_credential(credential=credential, by=registrar, reason=REASON, publish_reason=False)

    entry = ModelLogEntry.objects.get(action="credentials.revoke")
    assert (entry.user, entry.label) == (registrar, credential.display_code)
    assert entry.data == {"reason": REASON, "published": False}


def test_it_is_never_done_twice_nor_undone():
    credential = CredentialFactory()
    revoke_credential(credential=credential, by=UserFactory(), reason=REASON, publish_reason=False)
    date = credential.revoked_at

    with pytest.raises(AlreadyRevoked):
        revoke_credential(credential=credential, by=UserFactory(), reason="Autre", publish_reason=True)

    credential.refresh_from_db()
    assert (credential.revoked_at, credential.revocation_reason) == (date, REASON)


def test_the_database_refuses_a_revocation_without_a_reason():
    with pytest.raises(IntegrityError), transaction.atomic():
        CredentialFactory(revoked=True, revocation_reason="")


@pytest.fixture
def registrar(client):
    person = UserFactory(registrar=True, name="Rose Registre")
    client.force_login(person)
    return person


@pytest.mark.parametrize("typed", ["7K3M-9QXT-2HPA", "7k3m 9qxt", "fontanel", "claire@"])
def test_a_registrar_finds_one_by_number_or_by_person(client, registrar, typed):
    found = CredentialFactory(code="7K3M9QXT2HPA", holder__name="Claire Fontanel", holder__email="claire@x.example")
    other = CredentialFactory(code="000000000000", holder__name="Jean Martin")

    page = client.get(desk("index"), {"q": typed}).text

    assert found.display_code in page
    assert other.display_code not in page


def test_a_registrar_reads_one(client, registrar):
    credential = CredentialFactory(holder__name="Claire Fontanel")

    page = client.get(desk("inspect", credential.pk)).text

    assert "Claire Fontanel" in page
    assert desk("revoke", credential.pk) in page


def test_a_registrar_revokes_with_a_reason(client, registrar):
    credential = CredentialFactory()
    assert "ne s’annule pas" in client.get(desk("revoke", credential.pk)).text

    answer = client.post(desk("revoke", credential.pk), {"reason": REASON}, follow=True)

    credential.refresh_from_db()
    assert (credential.revoked_by, credential.reason_is_public) == (registrar, False)
    assert REASON in answer.text


def test_a_revocation_without_a_reason_is_refused(client, registrar):
    credential = CredentialFactory()

    answer = client.post(desk("revoke", credential.pk), {"publish_reason": "on"})

    credential.refresh_from_db()
    assert answer.status_code == 422
    assert "Écrivez le motif" in answer.text
    assert not credential.is_revoked


def test_what_is_revoked_offers_nothing_more(client, registrar):
    credential = CredentialFactory(revoked=True)

    answer = client.get(desk("revoke", credential.pk), follow=True)

    assert "une révocation ne se change pas" in answer.text
    assert desk("revoke", credential.pk) not in answer.text


@pytest.mark.parametrize("role", ["learner", "trainer", "editor"])
def test_nobody_else_sees_or_revokes(client, role):
    credential = CredentialFactory()
    client.force_login(UserFactory() if role == "learner" else UserFactory(**{role: True}))

    for name, args in (("index", ()), ("inspect", [credential.pk]), ("revoke", [credential.pk])):
        assert client.get(desk(name, *args)).status_code in (302, 403)
    client.post(desk("revoke", credential.pk), {"reason": REASON})

    credential.refresh_from_db()
    assert not credential.is_revoked


@pytest.mark.parametrize("name", ["add", "edit", "delete", "copy"])
def test_nothing_is_added_changed_or_deleted_at_the_desk(name):
    with pytest.raises(NoReverseMatch):
        desk(name, 1)


def test_not_even_a_superuser_may_be_allowed_to(client):
    from wagtail.permissions import policy_registry

    root = UserFactory(is_superuser=True)
    policy = policy_registry.get_by_type(Credential)

    assert policy.user_has_permission(root, "view")
    assert not any(policy.user_has_permission(root, action) for action in ("add", "change", "delete"))


def test_the_list_costs_the_same_whatever_it_holds(client, registrar, django_assert_max_num_queries):
    CredentialFactory.create_batch(20)
    client.get(desk("index"))

    with django_assert_max_num_queries(20):
        client.get(desk("index"))
