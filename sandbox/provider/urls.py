"""The addresses of provider B, the only ones it serves: no desk, no course, no account of the site."""

from django.urls import include, path

from cms.foundation.views import health
from sandbox.provider.views import entrance, holding, imports

handler400 = "sandbox.provider.views.errors.bad_request"
handler403 = "sandbox.provider.views.errors.permission_denied"
handler404 = "sandbox.provider.views.errors.page_not_found"
handler500 = "sandbox.provider.views.errors.server_error"

addresses = [
    path("", entrance.home, name="home"),
    path("ouvrir/", entrance.arrive, name="arrive"),
    path("entrer/", entrance.enter, name="enter"),
    path("sortir/", entrance.leave, name="leave"),
    path("coffre/", holding.vault, name="vault"),
    path("coffre/exporter/", holding.export, name="export"),
    path("coffre/effacer/", holding.erase, name="erase"),
    path("api/imports/<uuid:uid>/", imports.fingerprints, name="fingerprints"),
    path("sante/", health, name="health"),
]
urlpatterns = [path("", include((addresses, "provider")))]
