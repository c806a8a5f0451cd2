"""The addresses of “Ma ville”."""

from django.urls import path

from sandbox.aggregator.views import access, errors, home, plain

urlpatterns = [
    path("", home.home, name="home"),
    path("demander/", access.ask, name="ask"),
    path("retour/", access.come_back, name="come_back"),
    path("oublier/", access.forget, name="forget"),
    path("suivi/", plain.follow, name="follow"),
    path("a-propos/", plain.about, name="about"),
    path("sante/", plain.health, name="health"),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
