from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from cms.pages import founding
from cms.pages.models import ContentPage, HomePage

pytestmark = pytest.mark.django_db


def load() -> str:
    said = StringIO()
    call_command("load_site", stdout=said)
    return said.getvalue()


def test_it_founds_the_home_page_and_the_pages_of_text():
    said = load()

    home = HomePage.objects.get()
    site = Site.objects.get()
    assert site.root_page_id == home.pk
    assert site.root_url == "http://testserver"
    assert set(home.get_children().values_list("slug", flat=True)) >= set(founding.TEXTS)
    assert said.count("Page créée") == 1 + len(founding.TEXTS)
    assert len(home.audiences) == 3
    assert len(home.steps) == 3


def test_loaded_again_it_changes_nothing():
    load()
    help_page = ContentPage.objects.get(slug="aide")
    help_page.title = "Assistance"
    help_page.save()
    before = list(Page.objects.order_by("pk").values())

    assert load() == ""
    assert list(Page.objects.order_by("pk").values()) == before


def test_it_makes_again_only_what_is_missing():
    load()
    ContentPage.objects.get(slug="a-propos").delete()

    assert load() == "Page créée : À propos\n"


def test_a_broken_file_leaves_nothing_half_done(tmp_path, monkeypatch):
    (tmp_path / "accueil.yaml").write_text((founding.FOLDER / "accueil.yaml").read_text())
    monkeypatch.setattr(founding, "FOLDER", tmp_path)

    with pytest.raises(FileNotFoundError):
        load()

    assert not HomePage.objects.exists()


def test_the_texts_say_the_delays_of_the_settings(settings):
    settings.ACCOUNT_ERASURE_DELAY_DAYS = 21
    load()

    assert "au bout de 21\u00a0jours" in ContentPage.objects.get(slug="donnees-personnelles").body


def test_the_texts_hold_no_raw_html():
    assert "<script" not in founding.rich_text("<script>alert(1)</script>")
