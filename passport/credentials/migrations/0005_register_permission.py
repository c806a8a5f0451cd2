from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('credentials', '0004_subject_required'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='credential',
            options={'default_permissions': ('view',), 'permissions': [('revoke_credential', 'Peut révoquer un titre délivré'), ('export_register', 'Peut emporter le registre des titres')], 'verbose_name': 'titre délivré', 'verbose_name_plural': 'titres délivrés'},
        ),
    ]
