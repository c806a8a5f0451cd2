import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('credentials', '0003_subjects_and_letters'),
    ]

    operations = [
        migrations.AlterField(
            model_name='credential',
            name='subject',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AlterField(
            model_name='credential',
            name='awarded_at',
            field=models.DateTimeField(verbose_name='obtenu le'),
        ),
        migrations.AddConstraint(
            model_name='credential',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document', ''), ('proof_key', None), ('token', ''), ('token_key', None)), models.Q(('document', ''), ('holder', None), ('proof_key__isnull', False), ('token', ''), ('token_key__isnull', False)), models.Q(models.Q(('document', ''), _negated=True), models.Q(('token', ''), _negated=True), ('proof_key__isnull', False), ('status_entry__isnull', False), ('token_key__isnull', False)), _connector='OR'), name='signed_in_both_forms_or_none'),
        ),
    ]
