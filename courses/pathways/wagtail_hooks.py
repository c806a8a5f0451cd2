"""What pathways add to the editors' desk."""

from wagtail.snippets.models import register_snippet

from courses.pathways.viewsets import PathwayViewSet

register_snippet(PathwayViewSet)
