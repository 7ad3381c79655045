"""How fast one channel may be spoken to, and since when it does not answer."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from manyvoices.voices.models import Channel


class ChannelFlow(models.Model):
    """One row a channel that was ever held up. `held_until`: its network asked the account to wait.

    `calls` were made since `counted_from`; `failures` calls in a row failed without proof of a fault of the post.
    """

    channel: models.OneToOneField[Channel, Channel] = models.OneToOneField(
        Channel, primary_key=True, on_delete=models.CASCADE, related_name="flow"
    )
    held_until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    held_because = models.CharField(max_length=500, blank=True)
    counted_from: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    calls = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    last_success_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["held_until"], name="channels_held")]
