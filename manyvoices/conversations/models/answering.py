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
    ROUND_ROBIN = "round", _("In turn")
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
    way = models.CharField(max_length=10, choices=Way)
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
    minutes = models.PositiveIntegerField()
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


class Promise(models.TextChoices):
    """Where a promise stands."""

    RUNNING = "running", _("Running")
    STOPPED = "stopped", _("Waiting for them")
    MET = "met", _("Answered in time")
    MISSED = "missed", _("Answered late")
    VOID = "void", _("Not needed")


class ReplyDue(WorkRow):
    """The promise to answer by a time. As a work row it is due at the next moment somebody has to be told of it.

    `answer_by` is the promised time; `spent` the business seconds used before it was stopped last. One runs a conversation.
    """

    id = IdField()
    conversation: models.ForeignKey[Conversation, Conversation] = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="promises"
    )
    policy: models.ForeignKey[SlaPolicy | None, SlaPolicy | None] = models.ForeignKey(
        SlaPolicy, null=True, on_delete=models.PROTECT, related_name="+"
    )
    minutes = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=Promise, default=Promise.RUNNING)
    started_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    spent = models.PositiveIntegerField(default=0)
    stopped_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    # When an answer was sent, or the promise became void.
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    passed_on_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    lead_told_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    # How often it went to the next person on call.
    step = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(ended_at=None), name="one_promise_at_a_time"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="reply_due_due"),
            models.Index(fields=["state", "-started_at"], name="reply_due_by_state"),
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
