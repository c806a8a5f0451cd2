"""The addresses of the sandbox."""

from django.urls import include, path

urlpatterns = [
    path("bac-a-sable/coffre/", include("sandbox.vault.urls")),
    path("bac-a-sable/", include("sandbox.labs.urls")),
    path("", include("sandbox.consents.urls")),
    path("", include("sandbox.town.urls")),
]
