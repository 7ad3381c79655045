"""One activity on its way to one inbox."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow, World
from manyvoices.federation.models.note import Note
from manyvoices.pauses.kinds import PostKind
from manyvoices.voices.models import Channel, Voice


class Dispatch(WorkRow):
    """At least once: the activity's id collapses repeats at the other end. Those about one object to one inbox leave in order.

    `object_key` names the object for that order. A note's body is rendered when the row is claimed; `activity` holds the
    body of what has no note (Accept, Reject, Undo). `kind` and `channel` let a pause hold back what it covers.
    """

    id = IdField()
    voice: models.ForeignKey[Voice, Voice] = models.ForeignKey(
        Voice, on_delete=models.PROTECT, related_name="+"
    )
    channel: models.ForeignKey[Channel | None, Channel | None] = models.ForeignKey(
        Channel, null=True, on_delete=models.PROTECT, related_name="+"
    )
    note: models.ForeignKey[Note | None, Note | None] = models.ForeignKey(
        Note, null=True, on_delete=models.PROTECT, related_name="+"
    )
    type = models.CharField(max_length=30)
    activity_id = models.CharField(max_length=500)
    activity: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True)
    object_key = models.CharField(max_length=500)
    inbox = models.CharField(max_length=500)
    domain = models.CharField(max_length=260)
    world = models.CharField(max_length=10, choices=World, default=World.LIVE)
    kind = models.CharField(max_length=20, choices=PostKind)
    made_at = models.DateTimeField()
    sending_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    paused_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity_id", "inbox"], name="activity_once_an_inbox"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="dispatch_due"),
            models.Index(fields=["object_key", "inbox"], name="dispatch_order"),
        ]
