import pytest

from courses.progress.models import Enrollment
from courses.progress.services import PathwayClosed, enroll
from tests.cms.accounts.factories import UserFactory
from tests.courses.pathways.factories import PathwayFactory

pytestmark = pytest.mark.django_db


def test_enrolling_twice_is_harmless():
    learner, pathway = UserFactory(), PathwayFactory()

    assert enroll(learner=learner, pathway=pathway) == enroll(learner=learner, pathway=pathway)
    assert Enrollment.objects.count() == 1


def test_nobody_enrolls_in_a_pathway_that_is_not_open():
    with pytest.raises(PathwayClosed):
        enroll(learner=UserFactory(), pathway=PathwayFactory(live=False))

    assert not Enrollment.objects.exists()
