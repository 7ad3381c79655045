"""Somebody asks why a channel does not work."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow
from manyvoices.people.models import Person
from manyvoices.voices.models import Channel


class Examination(WorkRow):
    """One real test call to the channel's network, with its raw answer. `number` is what the log calls it.

    `exchanges` is a list of {"method", "url", "status", "headers", "body", "problem"}.
    """

    id = IdField()
    channel: models.ForeignKey[Channel, Channel] = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="examinations"
    )
    asked_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    number = models.CharField(max_length=12)
    finished_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    passed = models.BooleanField(default=False)
    failure = models.CharField(max_length=20, blank=True)
    said = models.CharField(max_length=1000, blank=True)
    took_ms = models.PositiveIntegerField(default=0)
    clock_off_s: models.IntegerField[int | None, int | None] = models.IntegerField(null=True)
    exchanges: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel"], condition=models.Q(finished_at=None), name="examined_once_at_a_time"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_at"], name="examination_due")]
