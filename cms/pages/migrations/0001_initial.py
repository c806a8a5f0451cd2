import cms.foundation.fields
import django.core.validators
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContentPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='Une ou deux phrases, affichées sous le titre.', max_length=320, verbose_name='chapô')),
                ('body', wagtail.fields.RichTextField(blank=True, verbose_name='contenu')),
            ],
            options={
                'verbose_name': 'page de texte',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='Une ou deux phrases, affichées sous le titre.', max_length=320, verbose_name='chapô')),
                ('headline', models.CharField(blank=True, max_length=120, verbose_name='accroche')),
                ('promises', models.TextField(blank=True, help_text='Une par ligne, trois mots à six. Elles sont affichées avec une coche.', verbose_name='promesses')),
                ('action_label', models.CharField(blank=True, max_length=60, verbose_name='bouton')),
                ('action_address', models.CharField(blank=True, max_length=200, validators=[django.core.validators.RegexValidator('^(/|https://)\\S*$', 'Écrivez une adresse du site, qui commence par /, ou par https://.')], verbose_name='adresse du bouton')),
                ('second_label', models.CharField(blank=True, max_length=60, verbose_name='second lien')),
                ('second_address', models.CharField(blank=True, max_length=200, validators=[django.core.validators.RegexValidator('^(/|https://)\\S*$', 'Écrivez une adresse du site, qui commence par /, ou par https://.')], verbose_name='adresse du second lien')),
                ('audiences', cms.foundation.fields.StreamField([], blank=True, verbose_name='publics')),
                ('steps', cms.foundation.fields.StreamField([], blank=True, verbose_name='étapes')),
                ('figure', models.CharField(blank=True, help_text='Par exemple «\xa016\xa0%\xa0».', max_length=20, verbose_name='nombre')),
                ('figure_text', models.CharField(blank=True, max_length=200, verbose_name='ce qu’il compte')),
                ('figure_source', models.CharField(blank=True, help_text='Sans source, le nombre n’est pas affiché.', max_length=200, verbose_name='source, avec sa date')),
            ],
            options={
                'verbose_name': 'page d’accueil',
            },
            bases=('wagtailcore.page',),
        ),
    ]
