"""What any verifier may ask for, without a session: keys and status lists."""

from django.urls import path, re_path

from passport.signing import views

app_name = "signing"
urlpatterns = [
    path(".well-known/did.json", views.did_document, name="did"),
    path(".well-known/jwks.json", views.key_set, name="jwks"),
    re_path(r"^cles/(?P<name>[a-z0-9-]{1,60})\.json$", views.single_key, name="key"),
    # One way to write a number: a list has one address.
    re_path(r"^statuts/(?P<number>[1-9][0-9]{0,8})$", views.status_list, name="status-list"),
]
