"""An approval knows exactly which words it is about."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("publishing", "0006_variant_fingerprint")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="approval",
            name="fingerprint",
            field=models.CharField(default="", max_length=64),
        ),
    ]
