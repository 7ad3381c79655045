"""Who answers, by when, and what is said about it inside."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.models.conversation import Conversation
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


class Assignment(WorkRow):
    """Who answers. `reasons` are in terms of the message ([["topic", "brakes"], …]), never of the person's day.

    While nobody has it, it is due when somebody is looked for again or has to be told that it still waits.
    """

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
    # How many steps of routing.escalation_steps were taken while nobody had it.
    steps = models.PositiveSmallIntegerField(default=0)
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(ended_at=None), name="one_assignment_at_a_time"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="assignment_due"),
            models.Index(
                fields=["unit", "at"], condition=Q(person=None, ended_at=None), name="assignment_waiting"
            ),
            models.Index(
                fields=["person", "-at"], condition=Q(person__isnull=False), name="assignment_of_person"
            ),
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
