import pytest
from wagtail.images.tests.utils import get_test_image_file

from cms.foundation import content_version
from cms.media.models import CustomImage


@pytest.mark.django_db
def test_a_replaced_image_makes_the_pages_that_show_it_anew(django_capture_on_commit_callbacks):
    image = CustomImage.objects.create(title="Plan", description="Un plan", file=get_test_image_file())
    before = content_version.current()

    with django_capture_on_commit_callbacks(execute=True):
        image.file = get_test_image_file("autre.png")
        image.save()

    assert content_version.current() != before
