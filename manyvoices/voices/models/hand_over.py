"""A voice whose answers a colleague looks after for a while."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.people.models import Person
from manyvoices.voices.models.voice import Voice


class HandOver(models.Model):
    """That `to` looks after what reaches the voice until then: hides, reports, blocks, never speaks in its name."""

    id = IdField()
    voice: models.ForeignKey[Voice, Voice] = models.ForeignKey(
        Voice, on_delete=models.PROTECT, related_name="hand_overs"
    )
    to: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    because = models.CharField(max_length=500, blank=True)
    handed_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField()
    until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["voice"], condition=models.Q(ended_at=None), name="handed_to_one_at_a_time"
            ),
        ]
