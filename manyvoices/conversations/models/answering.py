"""Who answers, by when, and what is said about it inside."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.models.conversation import Conversation, Kind
from manyvoices.conversations.models.message import Message
from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow
from manyvoices.people.models import Person, Unit


class Way(models.TextChoices):
    """How somebody came to have a conversation."""

    BEST = "best", _("The best colleague")
    ROUND_ROBIN = "round_robin", _("In turn")
    BY_HAND = "hand", _("By hand")
    TAKEN = "taken", _("Taken")
    ESCALATED = "escalated", _("Next on call")


class Assignment(models.Model):
    """Who answers. `reasons` are in terms of the message ([["topic", "brakes"], …]), never of the person's day."""

    id = IdField()
    conversation: models.ForeignKey[Conversation, Conversation] = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="assignments"
    )
    # Empty: it waits in the watched queue of the unit.
    person: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="assignments"
    )
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=12, choices=Way)
    reasons: models.JSONField[list[list[str]], list[list[str]]] = models.JSONField(default=list)
    by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(ended_at=None), name="one_assignment_at_a_time"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "-at"], condition=Q(person__isnull=False), name="assignment_of_person"
            ),
        ]


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
            models.Index(fields=["unit", "-started_at"], name="reply_due_of_unit"),
        ]


class Comment(models.Model):
    """A remark among ourselves; never leaves. `mentions` were told of it."""

    id = IdField()
    conversation: models.ForeignKey[Conversation, Conversation] = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="comments"
    )
    by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    text = models.CharField(max_length=4000)
    mentions: models.ManyToManyField[Person, models.Model] = models.ManyToManyField(Person, related_name="+")
    at = models.DateTimeField()
    deleted_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)


class ReplyDraft(models.Model):
    """What somebody is writing as an answer, and the version they see. One a person and conversation; kept until it left."""

    id = IdField()
    conversation: models.ForeignKey[Conversation, Conversation] = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="drafts"
    )
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    text = models.CharField(max_length=60_000, blank=True)
    seen_version = models.PositiveIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "person"], name="one_reply_draft_each"),
        ]


class Looking(models.Model):
    """That somebody has a conversation open, or is answering it; believed for a short while after `seen_at`."""

    id = IdField()
    conversation: models.ForeignKey[Conversation, Conversation] = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="looking"
    )
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+"
    )
    answering = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "person"], name="looks_once"),
        ]


class SavedReply(models.Model):
    """Words for what is asked often, of a unit or of one person. `{contact}` and the like are filled; an unfilled one blocks."""

    id = IdField()
    unit: models.ForeignKey[Unit | None, Unit | None] = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="saved_replies"
    )
    person: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="saved_replies"
    )
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=5000)
    language = models.CharField(max_length=10, blank=True)
    uses = models.PositiveIntegerField(default=0)
    made_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, person=None) | Q(unit=None, person__isnull=False),
                name="saved_reply_of_a_unit_or_a_person",
            ),
        ]


class Satisfaction(models.Model):
    """The one-tap question to a customer after our answer. `token_hash` finds it; asked once a conversation closed."""

    id = IdField()
    conversation: models.ForeignKey[Conversation, Conversation] = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="satisfactions"
    )
    message: models.ForeignKey[Message, Message] = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    # 1 not at all, 2 partly, 3 yes; empty is no answer, never zero.
    answer: models.PositiveSmallIntegerField[int | None, int | None] = models.PositiveSmallIntegerField(
        null=True
    )
    word = models.CharField(max_length=500, blank=True)
    answered_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message"], name="asked_once_an_answer"),
            models.CheckConstraint(
                condition=Q(answer=None) | Q(answer__in=[1, 2, 3]), name="answer_of_three"
            ),
        ]


class Cause(models.Model):
    """Why people complain, who changes it, and what was changed."""

    id = IdField()
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="causes"
    )
    name = models.CharField(max_length=160)
    owner: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    change = models.CharField(max_length=2000, blank=True)
    changed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    conversations: models.ManyToManyField[Conversation, Any] = models.ManyToManyField(
        Conversation, related_name="causes"
    )
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)


class WordBack(models.Model):
    """That somebody who complained was told what changed; one a cause and conversation, through the one outbox."""

    id = IdField()
    cause: models.ForeignKey[Cause, Cause] = models.ForeignKey(
        Cause, on_delete=models.PROTECT, related_name="words_back"
    )
    conversation: models.ForeignKey[Conversation, Conversation] = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="+"
    )
    message: models.ForeignKey[Message | None, Message | None] = models.ForeignKey(
        Message, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cause", "conversation"], name="told_back_once"),
        ]
