"""The addresses of this app: the holder's pages, the authorization server, the API of the vault."""

from django.urls import path

from sandbox.consents.views import api, authorizing, pages

app_name = "consents"
urlpatterns = [
    path("bac-a-sable/autorisations/", pages.index, name="index"),
    path("bac-a-sable/autorisations/<uuid:uid>/", pages.detail, name="detail"),
    path("bac-a-sable/autorisations/<uuid:uid>/recu.json", pages.receipt, name="receipt"),
    path("bac-a-sable/autorisations/<uuid:uid>/retirer/", pages.withdraw, name="withdraw"),
    path("bac-a-sable/autorisations/<uuid:uid>/suspendre/", pages.pause, name="pause"),
    path("bac-a-sable/autorisations/<uuid:uid>/reprendre/", pages.resume, name="resume"),
    path("oauth/authorize/", authorizing.AuthorizeView.as_view(), name="authorize"),
    path("oauth/token/", authorizing.CodeForTokens.as_view(), name="token"),
    path("oauth/revoke_token/", authorizing.Revocation.as_view(), name="revoke"),
    path("api/coffre/v1/series/<str:domain>/", api.series, name="series"),
    path("api/coffre/v1/consentement/", api.consent, name="consent"),
]
