
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('achievements', '0002_initial'),
        ('pathways', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='achievement',
            name='pathway',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='achievements', to='pathways.pathway'),
        ),
        migrations.AddConstraint(
            model_name='achievement',
            constraint=models.UniqueConstraint(fields=('slug', 'version'), name='one_achievement_per_version'),
        ),
        migrations.AddConstraint(
            model_name='achievement',
            constraint=models.UniqueConstraint(fields=('slug', 'fingerprint'), name='one_achievement_per_demand'),
        ),
    ]
