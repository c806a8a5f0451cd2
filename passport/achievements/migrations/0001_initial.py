import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('modules', '0001_initial'),
        ('pathways', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Achievement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('passeport', 'Passeport'), ('attestation', 'Attestation de module')], max_length=12, verbose_name='nature')),
                ('slug', models.SlugField(max_length=80, verbose_name='identifiant')),
                ('version', models.CharField(max_length=24, verbose_name='version')),
                ('name', models.CharField(max_length=300, verbose_name='intitulé')),
                ('description', models.CharField(max_length=500, verbose_name='description')),
                ('criteria', models.TextField(verbose_name='critères')),
                ('requirements', models.JSONField(default=list, verbose_name='ce qui est demandé')),
                ('fingerprint', models.CharField(editable=False, max_length=64, verbose_name='empreinte')),
                ('validity_years', models.PositiveSmallIntegerField(default=3, verbose_name='validité (années)')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='créée le')),
                ('module', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='achievements', to='modules.modulepage')),
                ('pathway', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='achievements', to='pathways.pathway')),
            ],
            options={
                'verbose_name': 'réalisation',
                'verbose_name_plural': 'réalisations',
                'constraints': [models.UniqueConstraint(fields=('slug', 'version'), name='one_achievement_per_version'), models.UniqueConstraint(fields=('slug', 'fingerprint'), name='one_achievement_per_demand')],
            },
        ),
    ]
