import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('questions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Quiz',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8, unique=True, verbose_name='code du module')),
                ('title', models.CharField(max_length=160, verbose_name='titre')),
                ('minutes_limit', models.PositiveSmallIntegerField(blank=True, help_text='Vide : sans limite, le réglage conseillé.', null=True, verbose_name='durée limite (minutes)')),
                ('max_attempts', models.PositiveSmallIntegerField(default=3, verbose_name='nombre d’essais')),
                ('first_wait_hours', models.PositiveSmallIntegerField(default=24, verbose_name='attente après le premier essai (heures)')),
                ('next_wait_hours', models.PositiveSmallIntegerField(default=168, verbose_name='attente après les suivants (heures)')),
            ],
            options={
                'verbose_name': 'évaluation de module',
                'verbose_name_plural': 'évaluations de module',
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('audience', models.CharField(choices=[('elu', 'Élu ou élue'), ('cadre', 'Cadre territorial'), ('eleve', 'Élève ingénieur')], max_length=8, verbose_name='public')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('threshold_percent', models.PositiveSmallIntegerField(verbose_name='seuil (%)')),
                ('started_at', models.DateTimeField(verbose_name='commencé le')),
                ('deadline', models.DateTimeField(blank=True, null=True, verbose_name='à rendre avant le')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='rendu le')),
                ('closed_late', models.BooleanField(default=False, verbose_name='clos à l’heure limite')),
                ('score', models.DecimalField(blank=True, decimal_places=4, max_digits=8, null=True, verbose_name='points')),
                ('max_score', models.PositiveSmallIntegerField(verbose_name='points possibles')),
                ('passed', models.BooleanField(blank=True, null=True, verbose_name='réussi')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to=settings.AUTH_USER_MODEL)),
                ('quiz', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='quizzes.quiz')),
            ],
            options={
                'verbose_name': 'essai',
                'verbose_name_plural': 'essais',
            },
        ),
        migrations.CreateModel(
            name='AttemptGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('elu', 'Élu ou élue'), ('cadre', 'Cadre territorial'), ('eleve', 'Élève ingénieur')], max_length=8, verbose_name='public')),
                ('attempts', models.PositiveSmallIntegerField(default=2, verbose_name='essais rendus')),
                ('granted_at', models.DateTimeField(auto_now_add=True, verbose_name='accordé le')),
                ('note', models.CharField(blank=True, max_length=255, verbose_name='note')),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='accordé par')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempt_grants', to=settings.AUTH_USER_MODEL)),
                ('quiz', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='quizzes.quiz')),
            ],
            options={
                'verbose_name': 'essais rendus',
                'verbose_name_plural': 'essais rendus',
            },
        ),
        migrations.CreateModel(
            name='AttemptItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('option_order', models.JSONField(verbose_name='ordre des options')),
                ('answer', models.JSONField(blank=True, null=True, verbose_name='réponse')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='répondu le')),
                ('points', models.DecimalField(blank=True, decimal_places=4, max_digits=6, null=True, verbose_name='points')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='quizzes.attempt')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questions.questionrevision')),
            ],
            options={
                'verbose_name': 'question d’un essai',
                'verbose_name_plural': 'questions d’un essai',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('attempt', 'position'), name='one_item_per_position')],
            },
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(fields=('quiz', 'learner', 'audience', 'number'), name='one_attempt_per_number'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(condition=models.Q(('submitted_at', None)), fields=('quiz', 'learner', 'audience'), name='one_open_attempt_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('passed', None), ('score', None), ('submitted_at', None)), models.Q(('passed__isnull', False), ('score__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='a_submitted_attempt_has_a_result'),
        ),
    ]
