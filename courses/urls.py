"""The addresses of what is taught."""

from django.urls import include, path

urlpatterns = [
    path("glossaire/", include("courses.glossary.urls")),
    path("h5p/", include("courses.h5p.urls")),
    path("positionnement/", include("courses.positioning.urls")),
    path("avis/", include("courses.surveys.urls")),
    path("", include("courses.quizzes.urls")),
    path("", include("courses.assignments.urls")),
    path("parcours/", include("courses.pathways.urls")),
    path("outils/", include("courses.tools.urls")),
    path("", include("courses.progress.urls")),
    path("", include("courses.modules.urls")),
]
