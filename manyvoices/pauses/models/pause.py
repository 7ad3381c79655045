"""A stop on kinds of posts, from when it was placed until it was lifted."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.core.models import World
from manyvoices.pauses.kinds import Covers
from manyvoices.people.models import Person, Unit

__all__ = ["Covers", "Pause"]


class Pause(models.Model):
    """A pause of the whole organisation or of a unit and all below it. It ends by `ended_at`, never by a delete.

    `confirmed_at` is set once nothing it covers can still arrive anywhere. Nobody as `placed_by` means the shell.
    """

    id = IdField()
    world = models.CharField(max_length=10, choices=World, default=World.LIVE)
    covers = models.CharField(max_length=20, choices=Covers, default=Covers.PROMOTIONAL)
    unit: models.ForeignKey[Unit | None, Unit | None] = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=500)
    placed_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    placed_at = models.DateTimeField()
    confirmed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["world"], condition=models.Q(ended_at=None), name="pause_standing"),
        ]
