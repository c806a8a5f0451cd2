"""Each credential already issued gets a subject of its own; nobody is written to about what was issued long ago."""

import uuid

from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    credentials = apps.get_model("credentials", "Credential").objects.using(schema_editor.connection.alias)
    credentials.update(awarded_at=F("issued_at"), mailed_at=F("issued_at"), revocation_mailed_at=F("revoked_at"))
    for credential in credentials.only("pk").iterator():
        credentials.filter(pk=credential.pk).update(subject=uuid.uuid4())


class Migration(migrations.Migration):

    dependencies = [("credentials", "0002_signed_forms")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
