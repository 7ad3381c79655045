"""The same words are found again by their fingerprint; what was released before gets one too."""

from typing import Any

from django.db import migrations, models

from manyvoices.publishing.duplicates import fingerprint

A_BATCH = 500


def fill(apps: Any, _schema: Any) -> None:
    """In batches, so that an installation with many posts needs no more memory than one with few."""
    variant = apps.get_model("publishing", "Variant")
    rows = variant.objects.filter(post__released_at__isnull=False, fingerprint="").exclude(text="")
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").only("pk", "text", "fingerprint")[:A_BATCH]):
        for row in batch:
            row.fingerprint = fingerprint(row.text)
        variant.objects.bulk_update(batch, ["fingerprint"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_threads_may_shrink")]

    operations = [
        migrations.AddField(
            model_name="variant",
            name="fingerprint",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="variant",
            index=models.Index(
                condition=models.Q(("fingerprint", ""), _negated=True),
                fields=["fingerprint"],
                name="variant_fingerprint",
            ),
        ),
    ]
