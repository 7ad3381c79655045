"""A voice that leaves for another server, with its followers."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow
from manyvoices.people.models import Person
from manyvoices.voices.models import Voice


class Move(WorkRow):
    """Asked for, checked at the other side, confirmed by the person, checked once more and announced to every follower.

    `target` is what was typed, `target_uri` the actor found there: its alsoKnownAs must name ours (ActivityPub Move).
    """

    id = IdField()
    voice: models.ForeignKey[Voice, Voice] = models.ForeignKey(
        Voice, on_delete=models.PROTECT, related_name="moves"
    )
    target = models.CharField(max_length=500)
    target_uri = models.CharField(max_length=500, blank=True)
    target_name = models.CharField(max_length=250, blank=True)
    asked_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    checked_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    confirmed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    announced_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    cancelled_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    followers_told = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["voice"],
                condition=models.Q(announced_at=None, cancelled_at=None, dead_at=None),
                name="moves_to_one_place_at_a_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_at"], name="move_due")]
