import pytest

from tests.courses.modules.factories import LessonPageFactory, ModulePageFactory
pytestmark = pytest.mark.django_db
def test_x(client):
    m = ModulePageFactory(); a = LessonPageFactory(parent=m); b = LessonPageFactory(parent=m); c = LessonPageFactory()
    assert b.code == f"{m.code}-2"
    assert a.next_lesson == b and c.rank == 1
    assert m.get_absolute_url() if hasattr(m,"get_absolute_url") else True
    assert a.live and a.url.startswith("/modules/"), a.url
