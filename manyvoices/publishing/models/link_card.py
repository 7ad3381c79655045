"""What stands behind a link in a post: fetched once by the worker, shown like any stranger's words."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow
from manyvoices.media.models import File


class LinkCard(WorkRow):
    """Title, description and picture of a page. `failure` says in words why there is none."""

    id = IdField()
    url = models.CharField(max_length=1000, unique=True)
    title = models.CharField(max_length=300, blank=True)
    description = models.CharField(max_length=1000, blank=True)
    site = models.CharField(max_length=200, blank=True)
    picture: models.ForeignKey[File | None, File | None] = models.ForeignKey(
        File, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    fetched_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at"], name="link_card_due")]
