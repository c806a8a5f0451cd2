import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('modules', '0002_short_version'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SurveyAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clear', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='Les leçons étaient claires')),
                ('useful', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='Ce que j’ai appris me servira')),
                ('length', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='La durée du module m’a paru')),
                ('difficulty', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='La difficulté du module m’a paru')),
                ('accessible', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='Sur mon appareil, tout était lisible et utilisable')),
                ('comment', models.TextField(blank=True, max_length=1000, verbose_name='remarque')),
                ('answered_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='répondu le')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='survey_answers', to=settings.AUTH_USER_MODEL)),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='survey_answers', to='modules.modulepage')),
            ],
            options={
                'verbose_name': 'avis sur un module',
                'verbose_name_plural': 'avis sur les modules',
                'constraints': [models.UniqueConstraint(fields=('learner', 'module'), name='one_survey_answer_per_module'), models.CheckConstraint(condition=models.Q(('clear', None), ('clear__range', (1, 5)), _connector='OR'), name='survey_clear_on_its_scale'), models.CheckConstraint(condition=models.Q(('useful', None), ('useful__range', (1, 5)), _connector='OR'), name='survey_useful_on_its_scale'), models.CheckConstraint(condition=models.Q(('length', None), ('length__range', (1, 5)), _connector='OR'), name='survey_length_on_its_scale'), models.CheckConstraint(condition=models.Q(('difficulty', None), ('difficulty__range', (1, 5)), _connector='OR'), name='survey_difficulty_on_its_scale'), models.CheckConstraint(condition=models.Q(('accessible', None), ('accessible__range', (1, 5)), _connector='OR'), name='survey_accessible_on_its_scale')],
            },
        ),
    ]
