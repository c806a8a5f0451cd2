from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='SiteSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('help_phone', models.CharField(default='02 61 91 00 18', help_text='Le numéro proposé au départ est fictif\xa0: remplacez-le par le vôtre.', max_length=20, verbose_name='téléphone d’aide')),
                ('help_hours', models.CharField(default='du lundi au vendredi, de 9 h à 18 h', help_text='Suite de la phrase «\xa0Une personne vous répond, …\xa0».', max_length=120, verbose_name='horaires')),
                ('places_url', models.URLField(default='https://cartographie.societenumerique.gouv.fr/', verbose_name='adresse de la carte des lieux d’accueil')),
                ('accessibility', models.CharField(choices=[('non', 'non conforme'), ('partielle', 'partiellement conforme'), ('totale', 'totalement conforme')], default='non', help_text='Ne changez cet état qu’après un audit\xa0: il est affiché sur toutes les pages.', max_length=10, verbose_name='état de l’accessibilité')),
            ],
            options={
                'verbose_name': 'aide et accessibilité',
            },
        ),
    ]
