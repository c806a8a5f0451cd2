"""The addresses of what is taught."""

from django.urls import include, path

urlpatterns = [
    path("glossaire/", include("courses.glossary.urls")),
    path("", include("courses.quizzes.urls")),
    path("parcours/", include("courses.pathways.urls")),
    path("", include("courses.progress.urls")),
    path("", include("courses.modules.urls")),
]
