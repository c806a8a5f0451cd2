"""The rows that journeys begin with are those that were kept, whatever the journey before did to them."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from wagtail.models import Page

from cms.accounts.models import User
from tests.cms.accounts.factories import UserFactory
from tests.kept_rows import keep_rows

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept():
    rows = []

    def keep():
        rows.append(keep_rows())
        return rows[0]

    yield keep
    for each in rows:
        each.close()


def empty_every_table():
    """As after a test that commits: rows go, counters stay."""
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False)


def everything():
    people = list(User.objects.order_by("pk").values())
    return people, list(Page.objects.order_by("pk").values()), ContentType.objects.get_for_model(User).pk


def test_what_was_changed_added_or_emptied_is_as_it_was(kept):
    person = UserFactory(name="Camille Martin")
    before, rows = everything(), kept()

    User.objects.filter(pk=person.pk).update(name="Quelqu’un d’autre")
    UserFactory()
    rows.put_back()
    after_a_change = everything()
    empty_every_table()
    rows.put_back()

    assert after_a_change == before
    assert everything() == before


def test_who_comes_after_gets_a_number_of_their_own(kept):
    UserFactory()
    rows = kept()
    empty_every_table()

    rows.put_back()

    assert UserFactory().pk not in list(User.objects.order_by("pk").values_list("pk", flat=True))[:-1]
