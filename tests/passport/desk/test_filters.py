from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from cms.accounts.models import Audience
from passport.credentials.services import issue_anew
from tests.passport.desk.addresses import desk, numbers_in
from tests.passport.factories import CredentialFactory

pytestmark = pytest.mark.django_db


def test_each_state_has_its_own(client, registrar):
    valid, expired, revoked = CredentialFactory(), CredentialFactory(expired=True), CredentialFactory(revoked=True)

    for state, found in (("valid", valid), ("expired", expired), ("revoked", revoked)):
        page = client.get(desk("index"), {"state": state}).text
        assert numbers_in(page, valid, expired, revoked) == [found]


def test_what_a_correction_replaced_is_told_apart(client, registrar, a_signed_credential):
    wrong, revoked = a_signed_credential(), CredentialFactory(revoked=True)
    wrong.holder.name = "Nom d’usage"
    wrong.holder.save()
    right = issue_anew(credential=wrong, by=registrar)

    page = client.get(desk("index"), {"state": "replaced"}).text

    assert numbers_in(page, wrong, revoked, right) == [wrong]
    assert "Remplacé" in page
    assert numbers_in(client.get(desk("index"), {"state": "revoked"}).text, wrong, revoked) == [wrong, revoked]


def test_a_pathway_keeps_its_own(client, registrar):
    one, other = CredentialFactory(), CredentialFactory(achievement__pathway__audience=Audience.EXECUTIVE)

    page = client.get(desk("index"), {"pathway": one.achievement.pathway_id}).text

    assert numbers_in(page, one, other) == [one]


def test_days_of_issue_keep_what_was_issued_between(client, registrar):
    now = timezone.now()
    old = CredentialFactory(issued_at=now - timedelta(days=40))
    between = CredentialFactory(issued_at=now - timedelta(days=20))
    new = CredentialFactory(issued_at=now)
    days = {
        "issued_at_from": timezone.localdate(now - timedelta(days=30)).isoformat(),
        "issued_at_to": timezone.localdate(now - timedelta(days=10)).isoformat(),
    }

    assert numbers_in(client.get(desk("index"), days).text, old, between, new) == [between]


def test_a_key_keeps_what_it_signed(client, registrar, a_signed_credential):
    signed = a_signed_credential()
    unsigned = CredentialFactory()

    for key in (signed.proof_key, signed.token_key):
        assert numbers_in(client.get(desk("index"), {"key": key.pk}).text, signed, unsigned) == [signed]


def test_the_list_costs_the_same_whatever_it_holds(
    client, registrar, a_signed_credential, django_assert_max_num_queries
):
    CredentialFactory.create_batch(15)
    CredentialFactory.create_batch(5, revoked=True)
    a_signed_credential()
    client.get(desk("index"))

    with django_assert_max_num_queries(20):
        client.get(desk("index"), {"state": "revoked"})


def test_the_list_tells_the_very_day_of_issue(client, registrar):
    CredentialFactory(issued_at=timezone.make_aware(datetime(2025, 4, 1, 12)))

    assert "1er avril 2025" in client.get(desk("index")).text.replace("\N{NO-BREAK SPACE}", " ")
