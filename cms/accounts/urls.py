"""`/compte/`: allauth's views under their own names and French addresses, then ours."""

from allauth.account import views as allauth_views
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _

from cms.accounts.views import profile
from cms.accounts.views.entrance import page

our_patterns = [
    path("", profile.profile, name="profile"),
    path("donnees/", profile.export, name="export"),
    path("effacer/", profile.erase, name="erase"),
    path("garder/", profile.keep, name="keep"),
]

signup = page(allauth_views.signup, _("Créer mon compte"))
login = page(allauth_views.login, _("Me connecter"))
logout = page(allauth_views.logout, _("Me déconnecter"))
inactive = page(allauth_views.account_inactive, _("Compte fermé"))
email = page(allauth_views.email, _("Changer d’adresse électronique"))
email_sent = page(allauth_views.email_verification_sent, _("Confirmer mon adresse"))
confirm_email = page(allauth_views.confirm_email, _("Confirmer mon adresse"))
change_password = page(allauth_views.password_change, _("Changer de mot de passe"))
set_password = page(allauth_views.password_set, _("Choisir un mot de passe"))
reauthenticate = page(allauth_views.reauthenticate, _("Confirmer que c’est bien vous"))
reset_password = page(allauth_views.password_reset, _("Mot de passe oublié"))
reset_password_sent = page(allauth_views.password_reset_done, _("Mot de passe oublié"))
new_password = page(allauth_views.password_reset_from_key, _("Choisir un nouveau mot de passe"))
new_password_kept = page(allauth_views.password_reset_from_key_done, _("Mot de passe enregistré"))

NEW_PASSWORD = r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"  # noqa: S105 - an address

urlpatterns = [
    path("", include((our_patterns, "accounts"))),
    path("inscription/", signup, name="account_signup"),
    path("connexion/", login, name="account_login"),
    path("deconnexion/", logout, name="account_logout"),
    path("ferme/", inactive, name="account_inactive"),
    path("courriel/", email, name="account_email"),
    path("courriel/envoye/", email_sent, name="account_email_verification_sent"),
    re_path(r"^confirmer/(?P<key>[-:\w]+)/$", confirm_email, name="account_confirm_email"),
    path("mot-de-passe/", change_password, name="account_change_password"),
    path("mot-de-passe/choisir/", set_password, name="account_set_password"),
    path("mot-de-passe/verifier/", reauthenticate, name="account_reauthenticate"),
    path("mot-de-passe/oublie/", reset_password, name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", reset_password_sent, name="account_reset_password_done"),
    re_path(NEW_PASSWORD, new_password, name="account_reset_password_from_key"),
    path("mot-de-passe/change/", new_password_kept, name="account_reset_password_from_key_done"),
]
