"""`/compte/`: allauth's views under their own names and French addresses, then ours."""

from allauth.account import views as allauth_views
from django.urls import include, path, re_path

from cms.accounts.views import profile
from cms.accounts.views.entrance import with_honest_status

our_patterns = [
    path("", profile.profile, name="profile"),
    path("donnees/", profile.export, name="export"),
    path("effacer/", profile.erase, name="erase"),
    path("garder/", profile.keep, name="keep"),
]

urlpatterns = [
    path("", include((our_patterns, "accounts"))),
    path("inscription/", with_honest_status(allauth_views.signup), name="account_signup"),
    path("connexion/", with_honest_status(allauth_views.login), name="account_login"),
    path("deconnexion/", allauth_views.logout, name="account_logout"),
    path("ferme/", allauth_views.account_inactive, name="account_inactive"),
    path("courriel/", with_honest_status(allauth_views.email), name="account_email"),
    path("courriel/envoye/", allauth_views.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirmer/(?P<key>[-:\w]+)/$", allauth_views.confirm_email, name="account_confirm_email"),
    path("mot-de-passe/", with_honest_status(allauth_views.password_change), name="account_change_password"),
    path("mot-de-passe/choisir/", with_honest_status(allauth_views.password_set), name="account_set_password"),
    path("mot-de-passe/verifier/", with_honest_status(allauth_views.reauthenticate), name="account_reauthenticate"),
    path("mot-de-passe/oublie/", with_honest_status(allauth_views.password_reset), name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", allauth_views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        with_honest_status(allauth_views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/change/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
