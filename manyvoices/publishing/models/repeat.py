"""A post that comes again: the gate times every Monday, the open day every spring."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Person
from manyvoices.publishing.models.post import Post


class Every(models.TextChoices):
    """How often."""

    DAY = "day", _("Days")
    WEEK = "week", _("Weeks")
    MONTH = "month", _("Months")


class Repeat(WorkRow):
    """`pattern` is the post that is copied; each turn makes a post of its own, released like any other.

    Due `due_at` (before the next turn at `next_at`). `step` units of `every` lie between two turns; `weekdays` (0 is
    Monday) only counts for weeks. It ends after `ends_on`, after `most` turns, or when a pause or a person stops it.
    """

    id = IdField()
    pattern: models.ForeignKey[Post, Post] = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="repeats"
    )
    kind = models.CharField(max_length=20, choices=PostKind, default=PostKind.PROMOTION)
    every = models.CharField(max_length=10, choices=Every)
    step = models.PositiveSmallIntegerField(default=1)
    weekdays: models.JSONField[list[int], list[int]] = models.JSONField(default=list)
    time = models.TimeField()
    time_zone = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on: models.DateField[date | None, date | None] = models.DateField(null=True)
    most: models.PositiveSmallIntegerField[int | None, int | None] = models.PositiveSmallIntegerField(
        null=True
    )
    made = models.PositiveSmallIntegerField(default=0)
    next_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    made_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    # Since when it runs without a break: a pause that was placed after it stops it, even one that is over already.
    running_since = models.DateTimeField()
    stopped_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    stopped_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    stop_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(step__gte=1), name="repeat_moves_on"),
        ]
        indexes: ClassVar = [models.Index(fields=["due_at"], name="repeat_due")]


class RepeatTurn(models.Model):
    """One turn of a repeat: made once, whatever happens in between."""

    id = IdField()
    repeat: models.ForeignKey[Repeat, Repeat] = models.ForeignKey(
        Repeat, on_delete=models.PROTECT, related_name="turns"
    )
    at = models.DateTimeField()
    post: models.ForeignKey[Post | None, Post | None] = models.ForeignKey(
        Post, null=True, on_delete=models.PROTECT, related_name="+"
    )
    skipped_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["repeat", "at"], name="turn_taken_once"),
        ]
