import pytest

from courses.progress.services import complete_activity, export_progress
from tests.courses.progress.factories import EnrollmentFactory, a_course, read

pytestmark = pytest.mark.django_db


def test_people_take_away_their_pathways_and_lessons_and_nobody_elses(lab):
    course = a_course(lessons=2)
    mine, theirs = EnrollmentFactory(pathway=course.pathway, completed=True), EnrollmentFactory(pathway=course.pathway)
    read(mine.learner, course.lessons[0])
    read(theirs.learner, *course.lessons)
    complete_activity(learner=mine.learner, code="LAB-91")
    complete_activity(learner=theirs.learner, code="LAB-99")

    taken = export_progress(mine.learner)

    assert [row["parcours"] for row in taken["parcours"]] == [course.pathway.title]
    assert taken["parcours"][0]["acheve"] == mine.completed_at.isoformat()
    assert [row["lecon"] for row in taken["lecons_terminees"]] == [course.lessons[0].code]
    assert [(row["activite"], row["titre"]) for row in taken["activites_faites"]] == [("LAB-91", "Lire une journée")]
