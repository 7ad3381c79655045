"""What arrived at the inbox: verified and waiting to be applied, or waiting for its key."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow


class SeenSignature(models.Model):
    """A signature that was accepted once; it is refused as a replay while its date would still be fresh."""

    hash = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField(db_index=True)


class Received(WorkRow):
    """A verified activity, stored before it is acknowledged; its id makes twice once."""

    id = IdField()
    activity_id = models.CharField(max_length=500, unique=True)
    actor_uri = models.CharField(max_length=500)
    type = models.CharField(max_length=60)
    activity: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    received_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)

    class Meta:
        indexes: ClassVar = [
            # In the order in which they are taken, and what else waits of one actor: among what waits, never among all.
            models.Index(fields=["id"], condition=models.Q(due_at__isnull=False), name="received_waiting"),
            models.Index(
                fields=["actor_uri"], condition=models.Q(due_at__isnull=False), name="received_of_actor"
            ),
        ]


class Unverified(WorkRow):
    """A request signed with a key we do not know, or that fails with the one we know: its key is fetched once.

    `request` is {"method", "path", "host", "headers"}; `body` is base64 of the raw bytes. Capped per host and in all.
    """

    id = IdField()
    domain = models.CharField(max_length=260, db_index=True)
    key_id = models.CharField(max_length=500)
    request: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    body = models.TextField()
    received_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="unverified_due"),
        ]


class MissedKey(models.Model):
    """A key that could not be fetched: until `until` nobody asks for it again, and what it signed is refused."""

    key_id = models.CharField(max_length=500, primary_key=True)
    domain = models.CharField(max_length=260, db_index=True)
    because = models.CharField(max_length=300)
    gone = models.BooleanField(default=False)
    until = models.DateTimeField(db_index=True)
