"""Turn Wagtail's two English groups into our trainers and editors, and add the two other roles.

Renaming, rather than removing, keeps Wagtail's default workflow: what a trainer submits, an editor approves.
What each role may do is given after every migration by `grant_roles`.
"""

from django.db import migrations

RENAMED = {"Editors": "Formateurs", "Moderators": "Éditeurs"}
ADDED = ("Registraires", "Administrateurs")
DEFAULT_WORKFLOW = "Moderators approval"
OUR_WORKFLOW = "Relecture avant publication"


def create_roles(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    for english, french in RENAMED.items():
        if not groups.filter(name=english).update(name=french):
            groups.get_or_create(name=french)
    for name in ADDED:
        groups.get_or_create(name=name)
    rename_workflow(apps, DEFAULT_WORKFLOW, OUR_WORKFLOW)
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name=OUR_WORKFLOW):
        task.groups.add(groups.get(name="Administrateurs"))


def remove_roles(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    groups.filter(name__in=ADDED).delete()
    for english, french in RENAMED.items():
        groups.filter(name=french).update(name=english)
    rename_workflow(apps, OUR_WORKFLOW, DEFAULT_WORKFLOW)


def rename_workflow(apps, old, new):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=old).update(name=new)
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name=old).update(name=new)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(create_roles, remove_roles)]
