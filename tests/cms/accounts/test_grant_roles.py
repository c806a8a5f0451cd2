import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupApprovalTask, GroupPagePermission

from cms.accounts.permissions import ADMINISTRATOR, COLLECTION_PERMISSIONS, EDITOR, ROLES, TRAINER
from cms.accounts.services import grant_roles, register_role_permissions, role_permissions

pytestmark = pytest.mark.django_db


def held(role):
    rows = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
    return {".".join(row) for row in rows}


def test_the_four_roles_are_the_only_groups():
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_holds_what_the_table_says(role):
    assert held(role) == role_permissions(role)


def test_every_permission_of_the_table_exists():
    known = {".".join(row) for row in Permission.objects.values_list("content_type__app_label", "codename")}
    wanted = set().union(*(role_permissions(role) for role in ROLES), *COLLECTION_PERMISSIONS.values())
    assert wanted - known == set()


def test_granting_again_changes_nothing():
    before = list(GroupPagePermission.objects.order_by("pk").values())
    grant_roles()
    assert list(GroupPagePermission.objects.order_by("pk").values()) == before


def test_granting_takes_away_what_the_table_does_not_say():
    trainers = Group.objects.get(name=TRAINER)
    trainers.permissions.add(Permission.objects.get(codename="delete_user"))
    GroupPagePermission.objects.create(group=trainers, page_id=1, permission_type="publish")

    grant_roles()

    assert held(TRAINER) == role_permissions(TRAINER)
    assert not trainers.page_permissions.filter(permission__codename="publish_page").exists()


def test_granting_creates_a_role_that_was_lost():
    Group.objects.filter(name=EDITOR).delete()
    grant_roles()
    assert held(EDITOR) == role_permissions(EDITOR)


def test_an_administrator_holds_what_every_other_role_holds():
    for role in ROLES:
        assert role_permissions(role) <= role_permissions(ADMINISTRATOR)


def test_an_unknown_role_is_refused():
    with pytest.raises(ValueError, match="Stagiaires"):
        register_role_permissions("Stagiaires", [])


def test_what_a_trainer_submits_is_approved_by_an_editor_or_an_administrator():
    task = GroupApprovalTask.objects.get()
    assert set(task.groups.values_list("name", flat=True)) == {EDITOR, ADMINISTRATOR}
