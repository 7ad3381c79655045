"""Times of the week at which a channel speaks, so that nobody has to choose one."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.people.models import Person
from manyvoices.publishing.models.post import Post
from manyvoices.voices.models import Channel


class QueueSlot(models.Model):
    """A weekday (0 is Monday) and a wall-clock time in a zone, every week until it is taken away."""

    id = IdField()
    channel: models.ForeignKey[Channel, Channel] = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="slots"
    )
    weekday = models.PositiveSmallIntegerField()
    time = models.TimeField()
    time_zone = models.CharField(max_length=60)
    made_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel", "weekday", "time"],
                condition=models.Q(ended_at=None),
                name="slot_stands_once",
            ),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="slot_has_a_weekday"),
        ]


class SlotUse(models.Model):
    """A post took the slot's turn at `at`; the constraint decides between two that want the same."""

    id = IdField()
    slot: models.ForeignKey[QueueSlot, QueueSlot] = models.ForeignKey(
        QueueSlot, on_delete=models.PROTECT, related_name="uses"
    )
    at = models.DateTimeField()
    post: models.ForeignKey[Post, Post] = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="slot_uses"
    )
    freed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["slot", "at"], condition=models.Q(freed_at=None), name="slot_taken_once"
            ),
        ]
