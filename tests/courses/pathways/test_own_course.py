"""Our own course, as it is shipped: whole, drawable, and as long as the syllabus says (its § 2 and § 3)."""

import io
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from cms.foundation import demonstration
from courses.modules.activities import activity
from courses.modules.models import LessonPage, ModulePage
from courses.modules.services import import_modules
from courses.pathways.models import Pathway, PathwayLesson
from courses.pathways.services import outlines
from tests.courses.modules.factories import the_home

# Minutes of the seven modules, lessons in full (17 h 45 together); then of what each audience must read.
MODULES = {"INT": 135, "SEC": 150, "LIB": 135, "REV": 150, "ORG": 135, "ACH": 180, "DON": 180}
REQUIRED_LESSONS = {"elu": 20, "cadre": 35, "eleve": 30}
SHORT_PATHWAY = 20 * 25


@pytest.fixture
def course(db, settings, tmp_path):
    settings.MEDIA_ROOT, settings.H5P_DIR = tmp_path / "media", tmp_path / "h5p"
    the_home()
    import_modules(folders=demonstration.modules())
    for file in demonstration.pathways():
        call_command("import_pathway", str(file), verbosity=0, stdout=io.StringIO())


def within_a_tenth(minutes, announced):
    return abs(minutes - announced) * 10 <= announced


def test_it_keeps_every_rule_of_a_course_and_announces_the_minutes_of_the_syllabus(course):
    out = io.StringIO()

    call_command("course_report", "--check", stdout=out)

    assert "Toutes les règles sont tenues." in out.getvalue()
    lengths = {module.code: sum(lesson.minutes for lesson in module.lessons) for module in ModulePage.objects.all()}
    assert set(lengths) == set(MODULES)
    assert [code for code, minutes in lengths.items() if not within_a_tenth(minutes, MODULES[code])] == []
    assert LessonPage.objects.count() == 35
    for slug, count in REQUIRED_LESSONS.items():
        asked = PathwayLesson.objects.filter(pathway_module__pathway__slug=slug, requirement="obligatoire")
        assert asked.count() == count, slug
    assert within_a_tenth(minutes_of("elu"), SHORT_PATHWAY)
    assert within_a_tenth(minutes_of("cadre"), sum(MODULES.values()))


def minutes_of(slug):
    """Of the required lessons, in the version that the pathway opens."""
    pathway = Pathway.objects.get(slug=slug)
    modules = outlines([pathway])[pathway.pk]
    return sum(lesson.minutes for module in modules for lesson in module.lessons if lesson.requirement == "obligatoire")


def test_every_link_term_lab_and_prerequisite_of_the_lessons_resolves(course, client):
    pages = {}

    def page(address):
        if address not in pages:
            answer = client.get(address)
            pages[address] = (answer.status_code, BeautifulSoup(answer.content, "html.parser"))
        return pages[address]

    dead = []
    for lesson in LessonPage.objects.live().order_by("path"):
        _status, soup = page(lesson.url)
        for link in soup.select("main a[href]"):
            where = urlsplit(urljoin(lesson.url, link["href"]))
            if where.netloc or where.scheme == "mailto":
                continue
            status, target = page(f"{where.path}?{where.query}" if where.query else where.path)
            has_anchor = not where.fragment or status != 200 or target.find(id=where.fragment)
            if status not in (200, 302) or not has_anchor:
                dead.append((lesson.code, link["href"], status))
        labs = [code for code, _required in lesson.activity_blocks if not code.startswith("h5p:")]
        dead += [(lesson.code, code, "personne ne la propose") for code in labs if activity(code) is None]
        dead += [(lesson.code, code, "à lire d’abord") for code in missing(lesson)]
    assert dead == []
    assert len(pages) > LessonPage.objects.count() * 5


def missing(lesson):
    return set(lesson.prerequisite_codes) - {found.code for found in lesson.lessons_before}
