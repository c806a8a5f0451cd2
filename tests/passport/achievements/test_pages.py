import io

import pytest
from PIL import Image

from cms.accounts.models import Audience
from passport.achievements.badges import badge_png
from passport.achievements.documents import achievement_document
from passport.achievements.services import achievement_for
from tests.courses.pathways.factories import PathwayFactory
from tests.courses.progress.factories import a_course
from tests.passport.factories import AchievementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def achievement():
    return achievement_for(pathway=a_course(threshold_percent=75).pathway)


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "text/html; charset=utf-8"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/ld+json, text/html;q=0.5", "application/ld+json"),
        ("application/json", "application/json"),
        ("image/webp", "text/html; charset=utf-8"),
    ],
)
def test_a_program_is_given_json_and_everybody_else_a_page(client, achievement, accept, content_type):
    response = client.get(achievement.get_absolute_url(), HTTP_ACCEPT=accept)

    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert "Accept" in response["Vary"]
    assert not response.cookies


def test_the_document_says_what_open_badges_requires(settings, client, achievement):
    address = f"{settings.SITE_URL}/referentiels/{achievement.slug}/2026.1"

    document = client.get(achievement.get_absolute_url(), HTTP_ACCEPT="application/ld+json").json()

    assert document == {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": address,
        "type": ["Achievement"],
        "achievementType": "Certification",
        "version": "2026.1",
        "inLanguage": "fr",
        "name": achievement.name,
        "description": achievement.description,
        "criteria": {"id": f"{address}/criteres", "narrative": achievement.criteria},
        "image": {"id": f"{address}/insigne.png", "type": "Image", "caption": f"Insigne\u00a0: {achievement.name}"},
        "resultDescription": [
            {
                "id": f"{address}#score",
                "type": ["ResultDescription"],
                "name": "Score moyen des évaluations",
                "resultType": "Percent",
                "valueMin": "0",
                "valueMax": "100",
                "requiredValue": "75",
            }
        ],
    }


def test_other_sites_may_read_the_document_and_the_picture_without_a_session(client, achievement):
    document = client.get(achievement.get_absolute_url(), HTTP_ACCEPT="application/json")
    picture = client.get(f"{achievement.get_absolute_url()}/insigne.png")

    for answer in (document, picture):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cache-Control"] == "public, max-age=86400"
        assert not answer.cookies


def test_an_achievement_without_threshold_describes_no_result():
    assert "resultDescription" not in achievement_document(AchievementFactory(requirements=[]))


def test_an_attestation_is_an_assessment_with_its_own_threshold():
    course = a_course(threshold_percent=80)
    document = achievement_document(achievement_for(pathway=course.pathway, module=course.module))

    assert document["achievementType"] == "Assessment"
    assert [each["requiredValue"] for each in document["resultDescription"]] == ["80"]


def test_every_address_in_the_document_answers(settings, client, achievement):
    document = achievement_document(achievement)

    for address in (document["id"], document["criteria"]["id"], document["image"]["id"]):
        assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200


def test_the_criteria_have_a_page_of_their_own(client, django_assert_max_num_queries, achievement):
    with django_assert_max_num_queries(5):
        page = client.get(f"{achievement.get_absolute_url()}/criteres")

    assert "75\u00a0% des points" in page.text
    assert achievement.get_absolute_url() in page.text


@pytest.mark.parametrize("accept", ["text/html", "application/ld+json"])
def test_reading_costs_the_same_with_one_module_and_with_twelve(client, django_assert_max_num_queries, accept):
    asked = {"title": "Module", "version": "2026.1", "threshold_percent": 70, "questions": 10, "lessons": []}
    few, many = (AchievementFactory(requirements=[{**asked, "code": f"M{n}"} for n in range(size)]) for size in (1, 12))
    client.get(few.get_absolute_url(), HTTP_ACCEPT=accept)  # fills the caches

    for achievement in (few, many):
        with django_assert_max_num_queries(1 if accept != "text/html" else 5):
            client.get(achievement.get_absolute_url(), HTTP_ACCEPT=accept)


@pytest.mark.parametrize("end", ["", "/criteres", "/insigne.png"])
def test_a_version_that_does_not_exist_is_not_found(client, achievement, end):
    assert client.get(f"/referentiels/{achievement.slug}/1999.9{end}").status_code == 404


@pytest.mark.parametrize("end", ["", "/criteres", "/insigne.png"])
def test_nothing_can_be_changed_there(client, achievement, end):
    for method in (client.post, client.put, client.delete):
        assert method(f"{achievement.get_absolute_url()}{end}").status_code == 405


class TestBadges:
    def test_are_600_pixels_wide_and_clear_around_the_disc(self):
        with Image.open(io.BytesIO(badge_png(AchievementFactory()))) as picture:
            drawn = picture.convert("RGBA")

        assert drawn.size == (600, 600)
        assert drawn.getpixel((2, 2))[3] == 0
        assert drawn.getpixel((300, 20))[3] == 255

    def test_differ_by_audience_and_from_attestations(self):
        passports = [AchievementFactory(pathway=PathwayFactory(audience=audience)) for audience in Audience.values]
        attestation = AchievementFactory(attestation=True, pathway=passports[0].pathway)

        assert len({badge_png(each) for each in [*passports, attestation]}) == 4

    def test_weigh_little_enough_to_be_carried_about(self):
        assert len(badge_png(AchievementFactory())) < 60_000
