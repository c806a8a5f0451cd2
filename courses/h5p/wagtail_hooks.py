"""What H5P adds to the editors' desk."""

from django.urls import URLResolver, include, path
from wagtail import hooks

from courses.h5p.viewsets import H5PViewSetGroup


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLResolver]:
    return [path("h5p/", include("courses.h5p.desk.urls"))]


@hooks.register("register_admin_viewset")
def desk_lists() -> H5PViewSetGroup:
    return H5PViewSetGroup()
