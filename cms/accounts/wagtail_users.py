"""Wagtail's users app with our screens; named in INSTALLED_APPS in its stead."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "cms.accounts.viewsets.UserViewSet"
