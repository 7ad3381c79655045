"""The media library: files that more than one post may use, and by whom."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.media.models import File
from manyvoices.people.models import Person, Unit


class MediaItem(models.Model):
    """A file offered for reuse in `unit` and below it. Its rights stand on the file; `alt` is the usual description."""

    id = IdField()
    file: models.ForeignKey[File, File] = models.ForeignKey(
        File, on_delete=models.PROTECT, related_name="items"
    )
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    alt = models.CharField(max_length=1500, blank=True)
    tags: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    added_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    retired_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file", "unit"], condition=models.Q(retired_at=None), name="offered_once_in_a_unit"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "-added_at"], name="media_items_newest")]
