from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0005_one_contact_a_conversation")]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="opted_out_because",
            field=models.CharField(blank=True, max_length=300, default=""),
            preserve_default=False,
        ),
    ]
