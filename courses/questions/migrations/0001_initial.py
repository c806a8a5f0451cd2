import courses.questions.models
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('code', models.CharField(help_text='Par exemple Q-SEC-01. Il ne change plus ensuite.', max_length=16, unique=True, validators=[django.core.validators.RegexValidator('^Q-[A-Z]{3}-\\d{2,4}$', 'Écrivez le code sous la forme Q-SEC-01.')], verbose_name='code')),
                ('module_code', models.CharField(db_index=True, help_text='Par exemple SEC.', max_length=8, verbose_name='module')),
                ('lesson_code', models.CharField(db_index=True, help_text='Par exemple SEC-1.', max_length=12, verbose_name='leçon')),
                ('objective', models.CharField(help_text='Un verbe, puis ce que l’on vérifie.', max_length=200, verbose_name='objectif')),
                ('kind', models.CharField(choices=[('choix-unique', 'Choix unique'), ('choix-multiple', 'Choix multiple'), ('vrai-faux-justifié', 'Vrai ou faux, justifié'), ('appariement', 'Appariement'), ('ordre', 'Ordre'), ('numérique', 'Numérique'), ('mini-cas', 'Mini-cas')], max_length=20, verbose_name='type')),
                ('level', models.CharField(choices=[('mémoriser', 'Mémoriser'), ('comprendre', 'Comprendre'), ('appliquer', 'Appliquer'), ('analyser', 'Analyser'), ('évaluer', 'Évaluer')], max_length=12, verbose_name='niveau')),
                ('difficulty', models.DecimalField(decimal_places=2, help_text='De 0 à 1 : la part des personnes qui se tromperaient.', max_digits=3, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1)], verbose_name='difficulté')),
                ('for_elected', models.BooleanField(default=False, verbose_name='pour les élus et les élues')),
                ('for_executive', models.BooleanField(default=False, verbose_name='pour les cadres')),
                ('for_student', models.BooleanField(default=False, verbose_name='pour les élèves ingénieurs')),
                ('reference', models.CharField(help_text='Section, encadré ou proposition du rapport, texte de loi.', max_length=255, verbose_name='référence')),
                ('stem', models.TextField(help_text='Un seul paragraphe, un seul problème.', verbose_name='énoncé')),
                ('value', models.DecimalField(blank=True, decimal_places=6, max_digits=16, null=True, verbose_name='valeur juste')),
                ('unit', models.CharField(blank=True, max_length=40, verbose_name='unité')),
                ('tolerance', models.DecimalField(blank=True, decimal_places=6, help_text='Écart admis, dans la même unité. 0 : la valeur doit être exacte.', max_digits=16, null=True, verbose_name='tolérance')),
                ('retired_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retirée le')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['code'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Option',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('key', models.CharField(default=courses.questions.models.new_key, editable=False, max_length=8)),
                ('text', models.CharField(max_length=500, verbose_name='proposition')),
                ('match', models.CharField(blank=True, max_length=500, verbose_name='va avec')),
                ('match_key', models.CharField(default=courses.questions.models.new_key, editable=False, max_length=8)),
                ('right', models.BooleanField(default=False, verbose_name='bonne réponse')),
                ('rank', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='rang juste')),
                ('feedback', models.CharField(help_text='Pourquoi c’est juste, ou pas.', max_length=500, verbose_name='rétroaction')),
                ('question', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='questions.question')),
            ],
            options={
                'verbose_name': 'proposition',
                'verbose_name_plural': 'propositions',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='QuestionRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='numéro')),
                ('code', models.CharField(max_length=16, verbose_name='code')),
                ('lesson_code', models.CharField(max_length=12, verbose_name='leçon')),
                ('objective', models.CharField(max_length=200, verbose_name='objectif')),
                ('kind', models.CharField(choices=[('choix-unique', 'Choix unique'), ('choix-multiple', 'Choix multiple'), ('vrai-faux-justifié', 'Vrai ou faux, justifié'), ('appariement', 'Appariement'), ('ordre', 'Ordre'), ('numérique', 'Numérique'), ('mini-cas', 'Mini-cas')], max_length=20, verbose_name='type')),
                ('difficulty', models.DecimalField(decimal_places=2, max_digits=3, verbose_name='difficulté')),
                ('stem', models.TextField(verbose_name='énoncé')),
                ('options', models.JSONField(verbose_name='options')),
                ('value', models.DecimalField(decimal_places=6, max_digits=16, null=True, verbose_name='valeur')),
                ('unit', models.CharField(blank=True, max_length=40, verbose_name='unité')),
                ('tolerance', models.DecimalField(decimal_places=6, max_digits=16, null=True, verbose_name='tolérance')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='publiée le')),
                ('question', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='frozen_revisions', to='questions.question')),
            ],
            options={
                'verbose_name': 'version publiée d’une question',
                'verbose_name_plural': 'versions publiées des questions',
            },
        ),
        migrations.AddField(
            model_name='question',
            name='current_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='questions.questionrevision'),
        ),
        migrations.AddConstraint(
            model_name='questionrevision',
            constraint=models.UniqueConstraint(fields=('question', 'number'), name='one_revision_per_number'),
        ),
    ]
