from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voices', '0002_organisation_moves_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='voice',
            name='muted_since',
            field=models.DateTimeField(null=True),
        ),
    ]
