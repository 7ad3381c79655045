"""An edit may leave parts of a thread out: what stood there keeps its row, and its number is free again."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("publishing", "0004_keep_the_wall_time")]

    operations = [
        migrations.AddField("delivery", "dropped_at", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("delivery", "published_once_a_channel"),
        migrations.AddConstraint(
            "delivery",
            models.UniqueConstraint(
                fields=["post", "channel", "part"],
                condition=Q(verb="publish", dropped_at=None) & ~Q(state="cancelled"),
                name="published_once_a_channel",
            ),
        ),
    ]
