"""The addresses of what was earned."""

from django.urls import include, path

urlpatterns = [
    path("passeport/", include("passport.credentials.urls")),
    path("referentiels/", include("passport.achievements.urls")),
    path("", include("passport.signing.urls")),
    path("", include("passport.verification.urls")),
]
