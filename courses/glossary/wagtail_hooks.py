"""What the glossary adds to the editors' desk."""

from wagtail.snippets.models import register_snippet

from courses.glossary.viewsets import TermViewSet

register_snippet(TermViewSet)
