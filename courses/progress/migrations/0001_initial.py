import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('modules', '0001_initial'),
        ('pathways', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Enrollment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('enrolled_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='inscription')),
                ('completed_at', models.DateTimeField(blank=True, null=True, verbose_name='achevé le')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enrollments', to=settings.AUTH_USER_MODEL)),
                ('pathway', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrollments', to='pathways.pathway')),
            ],
            options={
                'verbose_name': 'inscription à un parcours',
                'verbose_name_plural': 'inscriptions aux parcours',
                'constraints': [models.UniqueConstraint(fields=('learner', 'pathway'), name='enrolled_once_per_pathway')],
            },
        ),
        migrations.CreateModel(
            name='LessonCompletion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('completed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='terminée le')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lesson_completions', to=settings.AUTH_USER_MODEL)),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='completions', to='modules.lessonpage')),
            ],
            options={
                'verbose_name': 'leçon terminée',
                'verbose_name_plural': 'leçons terminées',
                'constraints': [models.UniqueConstraint(fields=('learner', 'lesson'), name='a_lesson_is_completed_once')],
            },
        ),
    ]
