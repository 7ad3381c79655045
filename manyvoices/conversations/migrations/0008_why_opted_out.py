from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0007_inbox_in_order")]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="opted_out_because",
            field=models.CharField(blank=True, max_length=300, default=""),
            preserve_default=False,
        ),
    ]
