import django.core.validators
import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('modules', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pathway',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('slug', models.SlugField(max_length=40, unique=True, verbose_name='adresse')),
                ('audience', models.CharField(choices=[('elu', 'Élu ou élue'), ('cadre', 'Cadre territorial'), ('eleve', 'Élève ingénieur')], max_length=8, unique=True, verbose_name='public')),
                ('title', models.CharField(max_length=120, verbose_name='titre')),
                ('summary', models.CharField(blank=True, max_length=320, verbose_name='chapô')),
                ('promise', models.CharField(blank=True, max_length=255, verbose_name='promesse')),
                ('version', models.CharField(default='2026.1', max_length=16, verbose_name='version')),
                ('note', models.CharField(blank=True, max_length=320, verbose_name='avertissement')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
            ],
            options={
                'verbose_name': 'parcours',
                'verbose_name_plural': 'parcours',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PathwayModule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('threshold_percent', models.PositiveSmallIntegerField(default=70, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='seuil (%)')),
                ('easy', models.PositiveSmallIntegerField(default=4, verbose_name='questions faciles')),
                ('medium', models.PositiveSmallIntegerField(default=5, verbose_name='questions moyennes')),
                ('hard', models.PositiveSmallIntegerField(default=3, verbose_name='questions exigeantes')),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='modules.modulepage', verbose_name='module')),
                ('pathway', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='modules', to='pathways.pathway')),
            ],
            options={
                'verbose_name': 'module du parcours',
                'verbose_name_plural': 'modules du parcours',
                'ordering': ['sort_order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PathwayLesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('requirement', models.CharField(choices=[('obligatoire', 'Obligatoire'), ('conseillée', 'Conseillée')], default='obligatoire', max_length=12, verbose_name='demande')),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='modules.lessonpage', verbose_name='leçon')),
                ('pathway_module', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='pathways.pathwaymodule')),
            ],
            options={
                'verbose_name': 'leçon du parcours',
                'verbose_name_plural': 'leçons du parcours',
            },
        ),
        migrations.AddConstraint(
            model_name='pathwaymodule',
            constraint=models.UniqueConstraint(fields=('pathway', 'module'), name='a_module_once_per_pathway'),
        ),
        migrations.AddConstraint(
            model_name='pathwaymodule',
            constraint=models.CheckConstraint(condition=models.Q(('threshold_percent__range', (1, 100))), name='a_threshold_is_a_percentage'),
        ),
        migrations.AddConstraint(
            model_name='pathwaymodule',
            constraint=models.CheckConstraint(condition=models.Q(('easy__gt', 0), ('medium__gt', 0), ('hard__gt', 0), _connector='OR'), name='a_paper_holds_a_question'),
        ),
        migrations.AddConstraint(
            model_name='pathwaylesson',
            constraint=models.UniqueConstraint(fields=('pathway_module', 'lesson'), name='a_lesson_once_per_module'),
        ),
    ]
