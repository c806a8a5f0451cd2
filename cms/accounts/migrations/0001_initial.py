import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='adresse électronique')),
                ('name', models.CharField(max_length=120, verbose_name='prénom et nom')),
                ('public', models.CharField(choices=[('elu', 'Élu ou élue'), ('cadre', 'Cadre territorial'), ('eleve', 'Élève ingénieur'), ('autre', 'Autre')], default='autre', max_length=8, verbose_name='public')),
                ('organization', models.CharField(blank=True, max_length=160, verbose_name='collectivité ou école')),
                ('extra_time_percent', models.PositiveSmallIntegerField(default=0, help_text='33 pour un tiers-temps. Accordé par l’équipe.', verbose_name='temps supplémentaire (%)')),
                ('display', models.JSONField(blank=True, default=dict, editable=False, verbose_name='affichage choisi')),
                ('is_active', models.BooleanField(default=True, verbose_name='actif')),
                ('is_staff', models.BooleanField(default=False, verbose_name='membre de l’équipe')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='inscription')),
                ('erasure_requested_at', models.DateTimeField(blank=True, null=True, verbose_name='effacement demandé le')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'personne',
                'verbose_name_plural': 'personnes',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='one_account_per_address')],
            },
        ),
    ]
