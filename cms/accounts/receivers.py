"""What the accounts do when something else happens."""

from typing import Any

from django.apps import apps
from django.contrib.auth import user_logged_in
from django.contrib.auth.management import create_permissions
from django.db import connections
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import create_extra_permissions

from cms.accounts.models import User
from cms.accounts.services import grant_roles
from cms.foundation.display import SESSION_KEY, Display

NEEDED_TABLES = {
    "auth_group",
    "auth_permission",
    "wagtailcore_page",
    "wagtailcore_grouppagepermission",
    "wagtailcore_groupcollectionpermission",
}


def grant_roles_after_migrate(using: str, **kwargs: Any) -> None:
    """Roles name permissions of every app: run once, after the last app was migrated."""
    if using != "default" or not set(connections[using].introspection.table_names()) >= NEEDED_TABLES:
        return
    for app_config in apps.get_app_configs():
        create_permissions(app_config, verbosity=0, using=using)
    # Wagtail adds “publish” to the snippets it knows, and knows them once the hooks are read.
    hooks.search_for_hooks()
    create_extra_permissions(apps.get_app_config("wagtailsnippets"), using=using)
    grant_roles()


@receiver(user_logged_in)
def show_pages_as_chosen(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    """The choice kept with the account follows its owner to another device, unless this one has its own."""
    if request is not None and user.display and SESSION_KEY not in request.session:
        Display.read(user.display).keep(request)
