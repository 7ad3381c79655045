"""Closing the loop: was it good, why did it happen, what was changed, who was told."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.models.conversation import Conversation
from manyvoices.conversations.models.message import Message
from manyvoices.core.ids import IdField
from manyvoices.people.models import Person, Unit


class Satisfaction(models.Model):
    """The one-tap question to a customer below an answer of ours. Whoever holds the link may answer: `token_hash` finds it."""

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
    # They may think again once.
    changed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["answered_at"], condition=Q(answer__isnull=False), name="satisfaction_said"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message"], name="asked_once_an_answer"),
            models.CheckConstraint(
                condition=Q(answer=None) | Q(answer__in=[1, 2, 3]), name="answer_of_three"
            ),
        ]


class CauseState(models.TextChoices):
    """Where the change stands."""

    OPEN = "open", _("Open")
    CHANGING = "changing", _("Being changed")
    CHANGED = "changed", _("Changed")
    NOT_NOW = "not_now", _("Not now")


class Cause(models.Model):
    """Why people complain, who changes it, and what was changed. `because` says why not now.

    `word` is what those who complained are told, once each (`WordBack`).
    """

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
    state = models.CharField(max_length=10, choices=CauseState, default=CauseState.OPEN)
    because = models.CharField(max_length=500, blank=True)
    change = models.CharField(max_length=2000, blank=True)
    changed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    word = models.CharField(max_length=2000, blank=True)
    conversations: models.ManyToManyField[Conversation, Any] = models.ManyToManyField(
        Conversation, related_name="causes"
    )
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="changed") | Q(changed_at__isnull=False), name="changed_has_its_time"
            ),
        ]


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
