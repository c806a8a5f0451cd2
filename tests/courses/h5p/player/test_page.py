"""An activity on a page of its own, and where visitors find its player."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction

from courses.h5p.models import Placement
from courses.h5p.player.document import player_address
from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import LessonPageFactory


@pytest.fixture
def page(placement):
    return reverse("h5p:activity", args=[placement.key])


def test_leads_back_to_the_lesson_and_to_the_activity_s_place_in_it(client, placement, page):
    text = client.get(page).content.decode()
    assert f'href="{placement.page.url}#h5p-{placement.key}"' in text
    assert f'<h1 id="h5p-{placement.key}-titre">{placement.activity.title}' in text


def test_leads_to_the_version_without_javascript(client, placement, page):
    noscript = client.get(page).content.decode().partition("<noscript>")[2].partition("</noscript>")[0]
    assert f'href="{reverse("h5p:plain", args=[placement.key])}"' in noscript
    assert "JavaScript est arrêté" in noscript


def test_has_a_form_token_for_somebody_signed_in_and_none_for_a_visitor(client, page):
    assert "csrfmiddlewaretoken" not in client.get(page).content.decode()
    client.force_login(UserFactory(verified=True))
    assert "csrfmiddlewaretoken" in client.get(page).content.decode()


def test_is_kept_whole_for_visitors(client, page, django_assert_num_queries):
    client.get(page)
    with django_assert_num_queries(0):
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("lessons", [1, 20])
def test_costs_somebody_signed_in_six_queries_at_most(client, placement, page, lessons, django_assert_max_num_queries):
    """Those of the session, the person, the place and who may read it: the way to it was read once for all."""
    for _number in range(1, lessons):
        LessonPageFactory(parent=placement.page.get_parent())
    client.get(page)
    client.force_login(UserFactory(verified=True))
    with django_assert_max_num_queries(6):
        text = client.get(page).content.decode()
    assert "csrfmiddlewaretoken" in text
    assert f'href="{placement.page.url}#h5p-{placement.key}"' in text


def test_shows_a_new_title_of_what_stands_above_it_at_once(client, placement, page, django_capture_on_commit_callbacks):
    client.force_login(UserFactory(verified=True))
    assert "Un titre tout neuf" not in client.get(page).content.decode()
    module = placement.page.get_parent().specific
    module.title = "Un titre tout neuf"
    with django_capture_on_commit_callbacks(execute=True):
        module.save_revision().publish()
    assert "Un titre tout neuf" in client.get(page).content.decode()


def test_leads_back_to_the_new_address_of_its_page(client, placement, page, django_capture_on_commit_callbacks):
    client.force_login(UserFactory(verified=True))
    client.get(page)
    module = placement.page.get_parent().specific
    module.slug = "une-autre-adresse"
    with django_capture_on_commit_callbacks(execute=True):
        module.save_revision().publish()
    way_back = f'/une-autre-adresse/{placement.page.slug}/#h5p-{placement.key}"'
    assert way_back in client.get(page).content.decode()


def test_tells_visitors_where_the_player_is_without_a_session(client, revision, page):
    answer = client.get(f"{page}lecteur/")
    assert answer.json() == {"player": player_address(revision), "title": revision.title}
    assert not answer.cookies


@pytest.mark.parametrize("what", ["placement", "page", "key"])
def test_what_is_not_published_is_a_404(client, placement, page, what):
    if what == "placement":
        Placement.objects.update(is_live=False)
    elif what == "page":
        placement.page.unpublish()
    else:
        page = reverse("h5p:activity", args=["6d0f5a0e-6a35-4b0b-9c38-5a1c86cf1c51"])
    assert client.get(page).status_code == 404
    assert client.get(f"{page}lecteur/").status_code == 404


def test_a_page_that_only_some_may_read_keeps_its_activities_to_them(client, placement, page):
    PageViewRestriction.objects.create(page=placement.page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(page).status_code == 404
    assert client.get(f"{page}lecteur/").status_code == 404
    client.force_login(UserFactory(verified=True))
    assert client.get(page).status_code == 200
    client.logout()
    assert client.get(page).status_code == 404


def test_a_page_for_a_group_stays_a_404_to_others_once_one_of_the_group_has_read_it(client, placement, page):
    group = Group.objects.create(name="Jury")
    PageViewRestriction.objects.create(page=placement.page, restriction_type="groups").groups.add(group)
    juror, other = UserFactory(verified=True), UserFactory(verified=True)
    juror.groups.add(group)
    client.force_login(juror)
    assert client.get(page).status_code == 200
    client.force_login(other)
    assert client.get(page).status_code == 404


def test_two_people_read_their_own_names(client, page):
    for name in ("Ada Exemple", "Grace Exemple"):
        client.force_login(UserFactory(verified=True, name=name))
        text = client.get(page).content.decode()
        assert [each for each in ("Ada", "Grace") if each in text] == [name.split()[0]]


def test_an_activity_without_a_content_has_no_player(client, placement, page):
    placement.activity.current_revision = None
    placement.activity.save()
    assert client.get(f"{page}lecteur/").status_code == 404
