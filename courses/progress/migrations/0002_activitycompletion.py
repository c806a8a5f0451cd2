import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('progress', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityCompletion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, verbose_name='code de l’activité')),
                ('completed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='faite le')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='activity_completions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'activité faite',
                'verbose_name_plural': 'activités faites',
                'constraints': [models.UniqueConstraint(fields=('learner', 'code'), name='an_activity_is_completed_once')],
            },
        ),
    ]
