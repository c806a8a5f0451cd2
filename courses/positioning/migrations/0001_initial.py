import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Positioning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('elu', 'Élu ou élue'), ('cadre', 'Cadre territorial'), ('eleve', 'Élève ingénieur')], max_length=8, verbose_name='public')),
                ('scores', models.JSONField(verbose_name='résultat par module')),
                ('taken_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='passé le')),
                ('learner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='positioning', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'test de positionnement',
                'verbose_name_plural': 'tests de positionnement',
            },
        ),
    ]
