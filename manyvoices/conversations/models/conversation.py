"""A conversation with somebody outside: whose it is, where it stands, who has it."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.models.contact import Contact, Identity
from manyvoices.core.ids import IdField
from manyvoices.core.models import World
from manyvoices.people.models import Person, Topic, Unit
from manyvoices.voices.models import Voice


class Kind(models.TextChoices):
    """What it is about, as triage or a person said."""

    COMPLAINT = "complaint", _("Complaint")
    QUESTION = "question", _("Question")
    PRAISE = "praise", _("Praise")
    IDEA = "idea", _("Idea")
    SPAM = "spam", _("Spam")
    OTHER = "other", _("Other")


class Urgency(models.TextChoices):
    """How soon somebody has to look."""

    LOW = "low", _("Can wait")
    NORMAL = "normal", _("Normal")
    HIGH = "high", _("Urgent")


class Standing(models.TextChoices):
    """Open wants something of us; waiting wants something of them; closed wants nothing."""

    OPEN = "open", _("Open")
    WAITING = "waiting", _("Waiting for them")
    CLOSED = "closed", _("Closed")


class Outcome(models.TextChoices):
    """What became of it, as who closed it says."""

    SOLVED = "solved", _("Solved")
    ANSWERED = "answered", _("Answered")
    PASSED_ON = "passed_on", _("Passed on")
    NOTHING_TO_DO = "nothing", _("Nothing to do")
    NO_ANSWER_CAME = "no_answer", _("They did not answer")
    SPAM = "spam", _("Spam")


class Conversation(models.Model):
    """One thread with one contact at one voice.

    `owner` set: it reached a person's own voice and is private to that person until they hand it over (DESIGN 10); empty:
    it belongs to the organisation, and then `unit` watches over it while nobody has it. `version` counts what a
    colleague may not have seen: what arrived, and our own answers; an answer carries the version its author saw.
    """

    id = IdField()
    world = models.CharField(max_length=10, choices=World, default=World.LIVE)
    contact: models.ForeignKey[Contact, Contact] = models.ForeignKey(
        Contact, on_delete=models.PROTECT, related_name="conversations"
    )
    # Under which name they speak in it. Who else speaks in the same thread has a conversation of their own.
    identity: models.ForeignKey[Identity | None, Identity | None] = models.ForeignKey(
        Identity, null=True, on_delete=models.PROTECT, related_name="conversations"
    )
    network = models.CharField(max_length=30)
    voice: models.ForeignKey[Voice | None, Voice | None] = models.ForeignKey(
        Voice, null=True, on_delete=models.PROTECT, related_name="conversations"
    )
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="conversations"
    )
    owner: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="own_conversations", db_index=False
    )
    handed_over_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    # The id of the thread's first message on its network, whoever said it: what later messages of it lead back to.
    root = models.CharField(max_length=500)
    subject = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER)
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.NORMAL)
    topic: models.ForeignKey[Topic | None, Topic | None] = models.ForeignKey(
        Topic, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(max_length=10, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.OPEN)
    assigned_to: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="assigned_conversations"
    )
    # Repeats the running promise's time, so that a list sorts by it: see ReplyDue. Empty when nothing is promised now.
    due_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    # Hidden since and until; until the customer writes is `snoozing_rows.UNTIL_THEY_WRITE`. Both empty: not snoozed.
    snoozed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    snoozed_until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    # Why it stands on top: an answer that failed, a snooze that ended. For those who look, emptied by the next answer.
    on_top_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)
    messages_count = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    # When they spoke last and when a human of ours did; what "unanswered" compares.
    inbound_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    answered_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    preview = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    closed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    closed_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_into: models.ForeignKey["Conversation | None", "Conversation | None"] = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False
    )
    # Kept as material for the apps to come.
    kept_as = models.CharField(
        max_length=12, choices=[("contribution", "contribution"), ("idea", "idea")], blank=True
    )
    # Its words were removed because their time was over; what is counted stays.
    forgotten_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "root", "voice", "identity"], name="conversation_of_a_thread_once"
            ),
            # Without a voice, which a database never finds equal to another one without.
            models.UniqueConstraint(
                fields=["network", "root", "identity"],
                condition=Q(voice=None),
                name="conversation_elsewhere_once",
            ),
            # Never ignored: a complaint of the organisation that is open has somebody or a queue, and `unit` is the queue.
            models.CheckConstraint(
                condition=~Q(standing=Standing.CLOSED) | Q(closed_at__isnull=False),
                name="closed_has_its_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "standing", "due_at", "id"],
                condition=~Q(standing=Standing.CLOSED) & Q(owner=None),
                name="conversation_live_of_unit",
            ),
            models.Index(
                fields=["assigned_to", "due_at"],
                condition=~Q(standing=Standing.CLOSED),
                name="conversation_of_assignee",
            ),
            models.Index(fields=["contact", "-last_at"], name="conversation_of_contact"),
            models.Index(fields=["-last_at", "-id"], name="conversation_newest"),
            models.Index(
                fields=["owner", "-last_at"], condition=Q(owner__isnull=False), name="conversation_private"
            ),
            models.Index(
                fields=["snoozed_until"],
                condition=Q(snoozed_until__isnull=False),
                name="conversation_snoozed",
            ),
            # Empty keys have no index of their own: almost all are empty, and SQLite would read a million rows along it.
            models.Index(
                fields=["merged_into"], condition=Q(merged_into__isnull=False), name="conversation_merged"
            ),
            # The stretches of the inbox, each in its order (queries/inbox.py).
            models.Index(
                fields=["-last_at", "-id"], condition=Q(on_top_because__gt=""), name="conversation_on_top"
            ),
            models.Index(
                fields=["-last_at", "-id"],
                condition=Q(snoozed_until__isnull=False),
                name="conversation_asleep",
            ),
            models.Index(
                fields=["due_at", "id"], condition=Q(due_at__isnull=False), name="conversation_by_due_time"
            ),
            models.Index(
                fields=["-last_at", "-id"],
                condition=Q(standing=Standing.OPEN),
                name="conversation_open_newest",
            ),
            models.Index(
                fields=["-last_at", "-id"],
                condition=Q(standing=Standing.WAITING),
                name="conversation_waiting",
            ),
            models.Index(
                fields=["-last_at", "-id"],
                condition=~Q(standing=Standing.CLOSED) & Q(kind=Kind.SPAM),
                name="conversation_spam",
            ),
            models.Index(
                fields=["unit", "closed_at"],
                condition=Q(closed_at__isnull=False, forgotten_at=None, owner=None),
                name="conversation_to_forget",
            ),
        ]


class Label(models.Model):
    """A word with which a unit sorts its conversations."""

    id = IdField()
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="labels"
    )
    name = models.CharField(max_length=60)
    made_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(ended_at=None), name="label_once_in_a_unit"
            ),
        ]


class Labelled(models.Model):
    """That a conversation carries a label."""

    id = IdField()
    conversation: models.ForeignKey[Conversation, Conversation] = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="labelled"
    )
    label: models.ForeignKey[Label, Label] = models.ForeignKey(
        Label, on_delete=models.PROTECT, related_name="labelled"
    )
    by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "label"], name="labelled_once"),
        ]
