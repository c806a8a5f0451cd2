import django.db.models.deletion
import passport.credentials.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('achievements', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('code', models.CharField(max_length=12, unique=True, verbose_name='numéro')),
                ('content', models.JSONField(verbose_name='contenu')),
                ('issued_at', models.DateTimeField(verbose_name='délivré le')),
                ('expires_at', models.DateTimeField(verbose_name='valable jusqu’au')),
                ('shows_name', models.BooleanField(default=False, verbose_name='nom visible du public')),
                ('shows_modules', models.BooleanField(default=True, verbose_name='modules visibles du public')),
                ('pdf', models.FileField(blank=True, max_length=200, storage=passport.credentials.models.private_storage, upload_to='', verbose_name='PDF')),
                ('pdf_failed_at', models.DateTimeField(blank=True, null=True, verbose_name='échec de préparation')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='révoqué le')),
                ('revocation_reason', models.CharField(blank=True, max_length=255, verbose_name='motif')),
                ('reason_is_public', models.BooleanField(default=False, verbose_name='motif publié')),
                ('achievement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='achievements.achievement', verbose_name='réalisation')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='credentials', to=settings.AUTH_USER_MODEL, verbose_name='titulaire')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='révoqué par')),
            ],
            options={
                'verbose_name': 'titre délivré',
                'verbose_name_plural': 'titres délivrés',
                'permissions': [('revoke_credential', 'Peut révoquer un titre délivré')],
                'default_permissions': ('view',),
                'constraints': [models.UniqueConstraint(fields=('holder', 'achievement'), name='issued_once_per_achievement'), models.CheckConstraint(condition=models.Q(models.Q(('reason_is_public', False), ('revocation_reason', ''), ('revoked_at', None)), models.Q(('revoked_at__isnull', False), models.Q(('revocation_reason', ''), _negated=True)), _connector='OR'), name='a_revocation_has_a_reason')],
            },
        ),
    ]
