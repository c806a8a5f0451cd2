import django.core.validators
import django.db.models.deletion
import modelsearch.index
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('slug', models.CharField(help_text='Par exemple «\xa0surface-d-attaque\xa0». Les leçons y renvoient par «\xa0#mot-identifiant\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(?:-[a-z0-9]+)*\\Z', 'Écrivez des minuscules sans accent, avec des tirets.')], verbose_name='identifiant')),
                ('name', models.CharField(max_length=120, verbose_name='terme')),
                ('definition', models.TextField(help_text='Deux phrases simples au plus.', max_length=600, verbose_name='définition')),
                ('also', models.CharField(blank=True, max_length=200, verbose_name='aussi appelé')),
                ('source', models.CharField(blank=True, max_length=255, verbose_name='source')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
            ],
            options={
                'verbose_name': 'terme du glossaire',
                'verbose_name_plural': 'termes du glossaire',
                'ordering': ['slug'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
    ]
