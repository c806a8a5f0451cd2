"""The four roles hold exactly what the table says. Another need is another group."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.accounts.permissions import (
    ADMINISTRATOR,
    COLLECTION_PERMISSIONS,
    OWN_PERMISSIONS,
    PAGE_PERMISSIONS,
    ROLES,
)

_contributed: dict[str, set[str]] = defaultdict(set)


def register_role_permissions(role: str, permissions: Iterable[str]) -> None:
    """Say, from an app's `ready`, what a role may do to its models: `["questions.add_question", …]`."""
    if role not in ROLES:
        raise ValueError(f"unknown role: {role}")
    _contributed[role].update(permissions)


def role_permissions(role: str) -> set[str]:
    """The permissions that a role holds everywhere, as `app.codename`."""
    if role == ADMINISTRATOR:
        return set().union(*(OWN_PERMISSIONS[each] for each in ROLES), *_contributed.values())
    return set(OWN_PERMISSIONS[role]) | _contributed[role]


@transaction.atomic
def grant_roles() -> None:
    """Give each role what the table says, and take away the rest. Safe to call twice."""
    root_page = Page.get_first_root_node()
    root_collection = Collection.get_first_root_node()
    known = {
        f"{app}.{codename}": pk
        for app, codename, pk in Permission.objects.values_list("content_type__app_label", "codename", "pk")
    }
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.set(_known_among(role_permissions(role), known))
        if root_page is not None:
            _set_page_permissions(group, root_page, _known_among(_page_permissions(role), known))
        if root_collection is not None:
            _set_collection_permissions(group, root_collection, _known_among(COLLECTION_PERMISSIONS[role], known))


def _page_permissions(role: str) -> list[str]:
    return [f"wagtailcore.{codename}" for codename in PAGE_PERMISSIONS[role]]


def _known_among(names: Iterable[str], known: dict[str, int]) -> set[int]:
    """A permission whose app is not migrated yet is given at the next call."""
    return {known[name] for name in names if name in known}


def _set_page_permissions(group: Group, page: Page, wanted: set[int]) -> None:
    held = GroupPagePermission.objects.filter(group=group)
    held.exclude(page=page, permission__in=wanted).delete()
    missing = wanted - set(held.values_list("permission_id", flat=True))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=page, permission_id=permission) for permission in missing
    )


def _set_collection_permissions(group: Group, collection: Collection, wanted: set[int]) -> None:
    held = GroupCollectionPermission.objects.filter(group=group)
    held.exclude(collection=collection, permission__in=wanted).delete()
    missing = wanted - set(held.values_list("permission_id", flat=True))
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission_id=permission)
        for permission in missing
    )
