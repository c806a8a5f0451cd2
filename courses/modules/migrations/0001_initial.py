import cms.foundation.fields
import django.core.validators
import django.db.models.deletion
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('quizzes', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='CataloguePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='Une ou deux phrases, affichées sous le titre.', max_length=320, verbose_name='chapô')),
            ],
            options={
                'verbose_name': 'catalogue des modules',
                'verbose_name_plural': 'catalogues des modules',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='LessonPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='Une ou deux phrases, affichées sous le titre.', max_length=320, verbose_name='chapô')),
                ('code', models.CharField(help_text='Par exemple SEC-1. Il ne change plus ensuite.', max_length=12, unique=True, validators=[django.core.validators.RegexValidator('^[A-Z]{2,8}-[1-9][0-9]?\\Z', 'Écrivez le code sous la forme SEC-1.')], verbose_name='code')),
                ('minutes', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='durée estimée (min)')),
                ('objective', models.CharField(blank=True, max_length=255, verbose_name='objectif')),
                ('body', cms.foundation.fields.StreamField([], blank=True, verbose_name='contenu')),
            ],
            options={
                'verbose_name': 'leçon',
                'verbose_name_plural': 'leçons',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='ModulePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='Une ou deux phrases, affichées sous le titre.', max_length=320, verbose_name='chapô')),
                ('code', models.CharField(help_text='Trois lettres, par exemple SEC. Il ne change plus ensuite.', max_length=8, unique=True, validators=[django.core.validators.RegexValidator('^[A-Z]{2,8}\\Z', 'Écrivez deux à huit capitales, par exemple SEC.')], verbose_name='code')),
                ('number', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(99)], verbose_name='numéro')),
                ('version', models.CharField(default='2026.1', max_length=16, verbose_name='version du contenu')),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='présentation')),
                ('objectives', models.TextField(blank=True, help_text='Un par ligne.', verbose_name='à la fin, vous saurez')),
                ('quiz', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='module', to='quizzes.quiz', verbose_name='évaluation')),
            ],
            options={
                'verbose_name': 'module',
                'verbose_name_plural': 'modules',
            },
            bases=('wagtailcore.page',),
        ),
    ]
