"""`/gestion/`: one way in and out for everybody. Read before Wagtail's own addresses."""

from allauth.account import views as allauth_views
from django.urls import path

from cms.accounts.views.entrance import staff_login

urlpatterns = [
    path("login/", staff_login, name="staff_login"),
    path("logout/", allauth_views.logout, name="staff_logout"),
]
