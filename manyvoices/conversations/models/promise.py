"""What a unit promises, and the promise that runs on a conversation."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.models.conversation import Conversation, Kind
from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow
from manyvoices.people.models import Person, Unit


class SlaPolicy(models.Model):
    """What a unit (and those below without their own) promises: an answer to a kind of message within business minutes."""

    id = IdField()
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="sla_policies"
    )
    # Empty is every kind without a line of its own.
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    # Empty promises nothing; a complaint always has some.
    minutes: models.PositiveIntegerField[int | None, int | None] = models.PositiveIntegerField(null=True)
    # Business hours of the unit's calendar, or around the clock.
    around_the_clock = models.BooleanField(default=False)
    set_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "kind"], condition=Q(ended_at=None), name="one_promise_a_kind"
            ),
        ]


class Phase(models.TextChoices):
    """What a promise does, whatever time it is: see reply_due.py."""

    RUNNING = "running", _("Running")
    WAITING = "waiting", _("Waiting for them")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed without an answer")


class ReplyDue(WorkRow):
    """The promise to answer by a time, as reply_due.Promise counts it; one stands a conversation (`ended_at` empty).

    `answer_by` is empty while it rests in time, `left` the open seconds that remained when it last stopped. As a work row it
    is due when somebody has to be told next.
    """

    id = IdField()
    conversation: models.ForeignKey[Conversation, Conversation] = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="promises"
    )
    # Whose hours count; a conversation handed to another unit begins to count by that one's.
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    minutes = models.PositiveIntegerField()
    # Counted around the clock, or in the open hours of the unit.
    around_the_clock = models.BooleanField(default=False)
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.RUNNING)
    started_at = models.DateTimeField()
    answer_by: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    left = models.IntegerField(default=0)
    stopped_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    # Answered, and later than promised; what the figures count.
    missed = models.BooleanField(default=False)
    passed_on_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    lead_told_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    # Whom it went to because it was late, in order.
    gone_to: models.JSONField[list[int], list[int]] = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(ended_at=None), name="one_promise_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(phase="running") | Q(answer_by__isnull=False),
                name="running_promise_has_its_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="reply_due_due"),
            # The figures read it alone, and no row (queries/figures.py).
            models.Index(
                fields=["unit", "-started_at", "phase", "missed", "ended_at", "answer_by"],
                name="reply_due_of_unit",
            ),
        ]
