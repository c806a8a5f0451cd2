import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('achievements', '0001_initial'),
        ('credentials', '0001_initial'),
        ('signing', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='credential',
            name='subject',
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='credential',
            name='awarded_at',
            field=models.DateTimeField(null=True, verbose_name='obtenu le'),
        ),
        migrations.AddField(
            model_name='credential',
            name='share_key',
            field=models.CharField(blank=True, editable=False, max_length=43, verbose_name='clef du lien ouvert', default=''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='credential',
            name='document',
            field=models.TextField(blank=True, editable=False, verbose_name='fichier JSON signé', default=''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='credential',
            name='token',
            field=models.TextField(blank=True, editable=False, verbose_name='jeton signé', default=''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='credential',
            name='proof_key',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='signing.signingkey', verbose_name='clef du JSON'),
        ),
        migrations.AddField(
            model_name='credential',
            name='token_key',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='signing.signingkey', verbose_name='clef du jeton'),
        ),
        migrations.AddField(
            model_name='credential',
            name='seal_key',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='signing.signingkey', verbose_name='clef du cachet'),
        ),
        migrations.AddField(
            model_name='credential',
            name='status_entry',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credential', to='signing.statusentry', verbose_name='place dans la liste d’état'),
        ),
        migrations.AddField(
            model_name='credential',
            name='replaces',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='credentials.credential', verbose_name='remplace'),
        ),
        migrations.AddField(
            model_name='credential',
            name='mailed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='annoncé le'),
        ),
        migrations.AddField(
            model_name='credential',
            name='revocation_mailed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='révocation annoncée le'),
        ),
        migrations.AddField(
            model_name='credential',
            name='reminded_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='fin rappelée le'),
        ),
        migrations.RemoveConstraint(
            model_name='credential',
            name='issued_once_per_achievement',
        ),
        migrations.AddConstraint(
            model_name='credential',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('holder', 'achievement'), name='held_once_per_achievement'),
        ),
        migrations.AddConstraint(
            model_name='credential',
            constraint=models.UniqueConstraint(condition=models.Q(('share_key', ''), _negated=True), fields=('share_key',), name='one_credential_per_share_key'),
        ),
    ]
