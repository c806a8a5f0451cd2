import django.core.validators
import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pathways', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PathwayActivity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='Par exemple LAB-1.', max_length=12, validators=[django.core.validators.RegexValidator('^[A-Z][A-Z0-9]{1,7}-[1-9][0-9]{0,2}\\Z', 'Écrivez le code sous la forme LAB-1.')], verbose_name='code de l’activité')),
                ('requirement', models.CharField(choices=[('obligatoire', 'Obligatoire'), ('conseillée', 'Conseillée')], default='obligatoire', max_length=12, verbose_name='demande')),
                ('pathway_module', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='pathways.pathwaymodule')),
            ],
            options={
                'verbose_name': 'activité du parcours',
                'verbose_name_plural': 'activités du parcours',
                'constraints': [models.UniqueConstraint(fields=('pathway_module', 'code'), name='an_activity_once_per_module')],
            },
        ),
    ]
