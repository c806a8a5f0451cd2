import pytest

from courses.progress.services import export_progress
from tests.courses.progress.factories import EnrollmentFactory, a_course, read

pytestmark = pytest.mark.django_db


def test_people_take_away_their_pathways_and_lessons_and_nobody_elses():
    course = a_course(lessons=2)
    mine, theirs = EnrollmentFactory(pathway=course.pathway, completed=True), EnrollmentFactory(pathway=course.pathway)
    read(mine.learner, course.lessons[0])
    read(theirs.learner, *course.lessons)

    taken = export_progress(mine.learner)

    assert [row["parcours"] for row in taken["parcours"]] == [course.pathway.title]
    assert taken["parcours"][0]["acheve"] == mine.completed_at.isoformat()
    assert [row["lecon"] for row in taken["lecons_terminees"]] == [course.lessons[0].code]
