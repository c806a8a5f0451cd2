"""The open data of the town."""

from django.urls import path

from sandbox.town import views

app_name = "town"
urlpatterns = [
    path("api/ville/v1/reperes/", views.show_landmarks, name="landmarks"),
    path("api/ville/v1/reseau.zip", views.download_network, name="network"),
]
