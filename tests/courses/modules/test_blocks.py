"""Every teaching block can be read, and seen by the editors before they choose it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.images import get_image_model

from courses.modules.blocks import LessonBody
from courses.modules.openformat.images import ImageFile
from courses.modules.openformat.schema import BY_BLOCK
from courses.modules.services.images import ImageLibrary
from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import LessonPageFactory
from tests.courses.modules.folders import picture

pytestmark = pytest.mark.django_db

BODY = LessonBody()
NAMES = list(BODY.child_blocks)


def rendered(name, value=None):
    block = BODY.child_blocks[name]
    value = block.get_preview_value() if value is None else block.normalize(value)
    return BeautifulSoup(block.render(value), "html.parser")


def test_the_format_can_write_every_block():
    assert {"text", *BY_BLOCK} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_block_renders_without_escaping_its_rich_text(name):
    text = rendered(name).get_text()

    assert text.strip()
    assert "<p>" not in text
    assert "{" not in text


@pytest.mark.parametrize("name", NAMES)
def test_a_block_can_be_previewed_in_the_editor(client, name):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    block = BODY.child_blocks[name]

    answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert answer.status_code == 200
    assert "modules/css/lesson.css" in answer.content.decode()


def test_a_lesson_can_be_opened_in_the_editor(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    lesson = LessonPageFactory()

    assert client.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).status_code == 200


def test_the_key_figure_names_its_source():
    soup = rendered("key_figure", {"number": "218", "counted": "incidents", "source": "ANSSI, 2025"})

    assert soup.select_one("figure .source").get_text(strip=True).endswith("ANSSI, 2025")


def test_a_quotation_is_a_quotation():
    soup = rendered("quotation", {"text": "Mots exacts.", "reference": "§ 3.2"})

    assert soup.select_one("figure.citation blockquote p").get_text() == "«\u00a0Mots exacts.\u00a0»"
    assert soup.cite.get_text() == "De la smart city au territoire d’intelligence(s)"


def test_a_narrow_table_keeps_its_roles_and_its_headings():
    soup = rendered("table")

    assert [cell["scope"] for cell in soup.select("thead th")] == ["col", "col"]
    assert soup.select_one("tbody th")["scope"] == "row"
    assert soup.td["data-l"] == "Répond de"
    assert soup.tr["role"] == "row"


def test_an_image_has_words_and_a_size_and_waits_to_be_seen(media):
    with ImageLibrary() as library:
        described = {"alternative": "Un plan", "credit": "Domaine public"}
        pk, _is_new = library.find_or_add(ImageFile("plan.png", picture()), described)
    image = get_image_model().objects.get(pk=pk)

    value = {"image": image, "alternative": "Un plan de ville", "caption": "", "credit": "CC0", "file_name": ""}
    block = BODY.child_blocks["image"]
    soup = BeautifulSoup(block.render(block.bulk_to_python([{**value, "image": pk}])[0]), "html.parser")

    assert soup.img["alt"] == "Un plan de ville"
    assert (soup.img["width"], soup.img["loading"]) == ("40", "lazy")
    assert soup.img["src"].endswith(".webp")


def test_the_month_of_a_check_is_read_in_words():
    assert "novembre\u00a02026" in rendered("since_2017").get_text()
