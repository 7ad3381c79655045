"""What the clock showed is what was agreed: kept beside the moment, so that new rules of a zone can move the moment."""

from zoneinfo import ZoneInfo

import django.utils.timezone
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def write_down(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The wall time of what is planned already."""
    posts = apps.get_model("publishing", "Post")._default_manager
    for post in posts.filter(scheduled_at__isnull=False).only("scheduled_at", "time_zone").iterator():
        wall = post.scheduled_at.astimezone(ZoneInfo(post.time_zone)).replace(tzinfo=None, fold=0)
        posts.filter(pk=post.pk).update(planned_day=wall.date(), planned_time=wall.time())


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_to_be_trusted")]

    operations = [
        migrations.AddField("post", "planned_day", models.DateField(null=True)),
        migrations.AddField("post", "planned_time", models.TimeField(null=True)),
        migrations.AddField(
            "repeat",
            "kind",
            models.CharField(
                max_length=20,
                default="promotion",
                choices=[
                    ("story", "Story"),
                    ("promotion", "Promotion"),
                    ("help", "Help"),
                    ("reply", "Reply"),
                    ("service", "Service"),
                    ("crisis", "Crisis"),
                ],
            ),
        ),
        migrations.AddField(
            "repeat",
            "running_since",
            models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField("planimport", "as_drafts", models.BooleanField(default=False)),
        migrations.RemoveField("calendarlink", "last_used_at"),
        migrations.RunPython(write_down, migrations.RunPython.noop),
    ]
