import pytest
from django.template import Context, Template
from django.test import RequestFactory

from cms.foundation import content_version
from cms.navigation.models import SiteSettings

pytestmark = pytest.mark.django_db


def test_until_somebody_saves_them_the_settings_are_those_of_the_demonstration():
    settings = SiteSettings.cached()

    assert settings.help_phone
    assert settings.accessibility_label == "non conforme"


def test_the_settings_are_read_once(django_assert_num_queries):
    SiteSettings.cached()

    with django_assert_num_queries(0):
        SiteSettings.cached()


def test_saving_them_changes_every_page_at_once(django_capture_on_commit_callbacks):
    SiteSettings.cached()
    before = content_version.current()

    with django_capture_on_commit_callbacks(execute=True):
        SiteSettings.objects.create(help_phone="0 800 00 00 00")

    assert SiteSettings.cached().help_phone == "0 800 00 00 00"
    assert content_version.current() != before


@pytest.mark.parametrize(
    ("written", "dialled"), [("02 61 91 00 18", "+33261910018"), ("+32 2 123", "+322123"), ("3939", "3939")]
)
def test_the_number_is_dialled_from_anywhere(written, dialled):
    assert SiteSettings(help_phone=written).phone_link == dialled


@pytest.mark.parametrize(
    ("path", "section", "current"),
    [
        ("/", "accueil", "page"),
        ("/modules/x/", "modules", "true"),
        ("/x/", "", None),
        ("/bac-a-sable/", "bac-a-sable", "page"),
        ("/bac-a-sable/coffre/", "bac-a-sable", "true"),
    ],
)
def test_the_menu_says_where_one_is(path, section, current):
    template = Template("{% load navigation %}{% menu section %}")

    html = template.render(Context({"request": RequestFactory().get(path), "section": section}))

    assert html.count("<li>") == 5
    assert html.count("aria-current") == (1 if current else 0)
    if current:
        assert f'aria-current="{current}"' in html


def test_the_glossary_is_one_step_away_from_every_page(client):
    footer = client.get("/affichage/").content.decode().split("<footer")[1]

    assert 'href="/glossaire/"' in footer
    assert footer.index("Plan du site") < footer.index("Glossaire")
