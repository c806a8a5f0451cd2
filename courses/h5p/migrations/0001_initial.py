import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=255, verbose_name='titre')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='créée le')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'activité H5P',
                'verbose_name_plural': 'activités H5P',
                'ordering': ['title', 'pk'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Library',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('machine_name', models.CharField(max_length=127, verbose_name='nom technique')),
                ('major_version', models.PositiveIntegerField(verbose_name='version majeure')),
                ('minor_version', models.PositiveIntegerField(verbose_name='version mineure')),
                ('patch_version', models.PositiveIntegerField(verbose_name='correctif')),
                ('digest', models.CharField(help_text='SHA-256 de ses fichiers.', max_length=64, verbose_name='empreinte')),
                ('title', models.CharField(max_length=255, verbose_name='titre')),
                ('is_runnable', models.BooleanField(default=False, verbose_name='peut être jouée seule')),
                ('is_shared', models.BooleanField(default=True, verbose_name='commune à tout le site')),
                ('metadata', models.JSONField(default=dict, verbose_name='library.json')),
                ('files', models.JSONField(default=dict, help_text='Chemin et taille en octets.', verbose_name='fichiers')),
                ('installed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='installée le')),
                ('installed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bibliothèque H5P',
                'verbose_name_plural': 'bibliothèques H5P',
                'permissions': [('install_library', 'Peut installer ou mettre à jour une bibliothèque H5P')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('is_live', models.BooleanField(default=True, verbose_name='en ligne')),
                ('is_required', models.BooleanField(default=False, verbose_name='obligatoire')),
                ('threshold_percent', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='seuil (%)')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='h5p.activity')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='h5p_placements', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'place d’une activité H5P',
                'verbose_name_plural': 'places d’activités H5P',
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='numéro')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='ouvert le')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='clos le')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='h5p_attempts', to=settings.AUTH_USER_MODEL)),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='h5p.placement')),
            ],
            options={
                'verbose_name': 'essai d’une activité H5P',
                'verbose_name_plural': 'essais d’activités H5P',
            },
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='enregistré le')),
                ('trust', models.CharField(choices=[('verified', 'vérifié'), ('partial', 'partiel'), ('declared', 'déclaré')], max_length=8, verbose_name='confiance')),
                ('points', models.DecimalField(decimal_places=3, default=0, max_digits=10, verbose_name='points')),
                ('maximum', models.DecimalField(decimal_places=3, default=0, max_digits=10, verbose_name='maximum')),
                ('declared_points', models.FloatField(null=True, verbose_name='points déclarés')),
                ('declared_maximum', models.FloatField(null=True, verbose_name='maximum déclaré')),
                ('seconds', models.PositiveIntegerField(null=True, verbose_name='durée déclarée (s)')),
                ('is_complete', models.BooleanField(default=True, verbose_name='mené à son terme')),
                ('items', models.JSONField(default=list, verbose_name='détail')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='h5p.attempt')),
            ],
            options={
                'verbose_name': 'résultat H5P',
                'verbose_name_plural': 'résultats H5P',
                'ordering': ['recorded_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='numéro')),
                ('title', models.CharField(max_length=255, verbose_name='titre')),
                ('language', models.CharField(default='und', max_length=20, verbose_name='langue')),
                ('metadata', models.JSONField(default=dict, verbose_name='h5p.json')),
                ('content_json', models.TextField(verbose_name='content.json')),
                ('content_digest', models.CharField(max_length=64, verbose_name='empreinte des fichiers')),
                ('files', models.JSONField(default=dict, verbose_name='fichiers')),
                ('package', models.CharField(blank=True, max_length=100, verbose_name='paquet d’origine')),
                ('origin', models.CharField(choices=[('uploaded', 'paquet téléversé'), ('written', 'écrite ici'), ('imported', 'arrivée avec un module')], max_length=10, verbose_name='origine')),
                ('remarks', models.JSONField(blank=True, default=list, verbose_name='remarques des contrôles')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='créée le')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='h5p.activity')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('main_library', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='h5p.library')),
            ],
            options={
                'verbose_name': 'version d’une activité H5P',
                'verbose_name_plural': 'versions d’activités H5P',
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='sorte')),
                ('detail', models.CharField(blank=True, max_length=255, verbose_name='détail')),
                ('count', models.PositiveIntegerField(default=1, verbose_name='nombre de fois')),
                ('first_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='première fois')),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dernière fois')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='incidents', to='h5p.revision')),
            ],
            options={
                'verbose_name': 'tentative refusée',
                'verbose_name_plural': 'tentatives refusées',
                'ordering': ['-last_at'],
            },
        ),
        migrations.AddField(
            model_name='attempt',
            name='revision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='h5p.revision'),
        ),
        migrations.AddField(
            model_name='activity',
            name='current_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='h5p.revision'),
        ),
        migrations.CreateModel(
            name='RevisionLibrary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='place')),
                ('library', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revision_links', to='h5p.library')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='library_links', to='h5p.revision')),
            ],
            options={
                'verbose_name': 'bibliothèque d’une version',
                'verbose_name_plural': 'bibliothèques des versions',
                'ordering': ['position'],
            },
        ),
        migrations.AddField(
            model_name='revision',
            name='libraries',
            field=models.ManyToManyField(related_name='revisions', through='h5p.RevisionLibrary', to='h5p.library'),
        ),
        migrations.CreateModel(
            name='State',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('data_type', models.CharField(max_length=40, verbose_name='sorte')),
                ('sub_content_id', models.CharField(default='0', max_length=40, verbose_name='partie')),
                ('value', models.TextField(verbose_name='valeur (JSON)')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='enregistré le')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='states', to='h5p.attempt')),
            ],
            options={
                'verbose_name': 'état de reprise H5P',
                'verbose_name_plural': 'états de reprise H5P',
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statement_id', models.UUIDField(verbose_name='identifiant')),
                ('verb', models.CharField(max_length=40, verbose_name='verbe')),
                ('stored_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='reçu le')),
                ('document', models.JSONField(verbose_name='texte')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='h5p.attempt')),
                ('result', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='statements', to='h5p.result')),
            ],
            options={
                'verbose_name': 'déclaration xAPI',
                'verbose_name_plural': 'déclarations xAPI',
                'ordering': ['stored_at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='library',
            constraint=models.UniqueConstraint(fields=('machine_name', 'major_version', 'minor_version', 'patch_version', 'digest'), name='h5p_library_is_stored_once'),
        ),
        migrations.AddConstraint(
            model_name='library',
            constraint=models.UniqueConstraint(condition=models.Q(('is_shared', True)), fields=('machine_name', 'major_version', 'minor_version', 'patch_version'), name='h5p_one_shared_library_per_version'),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.UniqueConstraint(fields=('revision', 'kind', 'detail'), name='h5p_one_row_per_kind_of_incident'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(fields=('learner', 'placement', 'number'), name='h5p_one_attempt_per_number'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('learner', 'placement'), name='h5p_one_open_attempt'),
        ),
        migrations.AddConstraint(
            model_name='revisionlibrary',
            constraint=models.UniqueConstraint(fields=('revision', 'library'), name='h5p_a_library_is_loaded_once'),
        ),
        migrations.AddConstraint(
            model_name='revisionlibrary',
            constraint=models.UniqueConstraint(fields=('revision', 'position'), name='h5p_one_library_per_place'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('activity', 'number'), name='h5p_one_revision_per_number'),
        ),
        migrations.AddConstraint(
            model_name='state',
            constraint=models.UniqueConstraint(fields=('attempt', 'data_type', 'sub_content_id'), name='h5p_one_state_per_part'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.UniqueConstraint(fields=('attempt', 'statement_id'), name='h5p_a_statement_is_stored_once'),
        ),
    ]
