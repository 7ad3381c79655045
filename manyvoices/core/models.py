"""Rows of the engine: work that is due, workers that are alive, what was done by whom."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from manyvoices.core.ids import IdField


class World(models.TextChoices):
    """In which world something happens; set at birth, never changed. Only `live` reaches the public."""

    LIVE = "live"
    DRILL = "drill"
    DEMO = "demo"


class WorkRow(models.Model):
    """A job is a row: saved is enqueued. `due_at` empty means at rest (done, dead or waiting for a person)."""

    due_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True, blank=True
    )
    taken_by: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True, blank=True)
    taken_until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True, blank=True
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=1000, blank=True)
    done_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True, blank=True
    )
    dead_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True, blank=True
    )

    class Meta:
        abstract = True


class Chore(WorkRow):
    """Repeating work by name (wiring.CHORES): due again a while after it ran."""

    id = IdField()
    name = models.CharField(max_length=60, unique=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at"], name="chore_due")]


class Worker(models.Model):
    """A worker process. Its lock, not this row, tells whether it lives; the row is for people and the supervisor."""

    id = IdField()
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)


class Version(models.Model):
    """How often what pages of this `topic` show was changed. Triggers count (core.versions), each connection in a `slot`
    of its own, so that no transaction waits for another one's count.
    """

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    topic = models.CharField(max_length=20)
    slot = models.PositiveIntegerField()
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "slot"], name="counted_in_slots"),
        ]


class AuditRow(models.Model):
    """Who did what to what, when and why. Written in the action's transaction; chained later by one worker."""

    id = IdField()
    at = models.DateTimeField(db_index=True)
    # No foreign key: the people live above, and the record outlives them.
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField(null=True)
    because = models.CharField(max_length=500, blank=True)
    # The client's address as far as trusted proxies tell it; empty for the shell and the worker.
    came_from = models.CharField(max_length=45, blank=True)
    details: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    position = models.PositiveBigIntegerField(null=True, unique=True)
    chain = models.CharField(max_length=64, blank=True)
