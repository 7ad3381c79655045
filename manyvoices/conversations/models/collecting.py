"""How messages come in: where collecting stands at each channel, and every other way in."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.models.message import Message
from manyvoices.core.encryption import EncryptedField
from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow
from manyvoices.media.models import File
from manyvoices.people.models import Person, Unit
from manyvoices.voices.models import Channel


class Collecting(WorkRow):
    """Where collecting stands at one channel. `cursor` is the network's, saved with what was stored up to it."""

    id = IdField()
    channel: models.OneToOneField[Channel, Channel] = models.OneToOneField(
        Channel, on_delete=models.PROTECT, related_name="collecting"
    )
    cursor = models.CharField(max_length=500, blank=True)
    # When the network last answered, whatever it had: "last checked 20 s ago".
    checked_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    failing_since: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="collecting_due"),
        ]


class Gap(models.Model):
    """A stretch of time of which we know that something may be missing, and why; shown until it was fetched."""

    id = IdField()
    channel: models.ForeignKey[Channel, Channel] = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="gaps"
    )
    since = models.DateTimeField()
    until = models.DateTimeField()
    because = models.CharField(max_length=300)
    found_at = models.DateTimeField()
    fetched_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel", "since"], name="gap_once"),
        ]


class TakenBack(models.Model):
    """That something was deleted where it was said before it reached us: if it comes yet, it is not stored."""

    id = IdField()
    network = models.CharField(max_length=30)
    remote_id = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "remote_id"], name="taken_back_once"),
        ]


class IntakeKind(models.TextChoices):
    """Ways in beside the networks."""

    EMAIL = "email", _("E-mail address")
    WEBHOOK = "webhook", _("Signed webhook")


class Intake(WorkRow):
    """A door of a unit for messages from elsewhere. A webhook has up to two secrets, so that one can be exchanged.

    A mailbox is due again and again; `cursor` is how far it was read, saved with what was stored up to there.
    """

    id = IdField()
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="intakes"
    )
    kind = models.CharField(max_length=10, choices=IntakeKind)
    name = models.CharField(max_length=120)
    # What the address of a webhook ends with.
    token = models.CharField(max_length=200, unique=True)
    # Where the mailbox is that is read: {"address", "host", "port", "security", "user", "folder"}.
    mailbox: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    secret = EncryptedField(blank=True)
    old_secret = EncryptedField(blank=True)
    made_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    cursor = models.CharField(max_length=100, blank=True)
    # When the mailbox last answered, whatever it had: "last checked 20 s ago".
    checked_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    failing_since: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="intake_due"),
        ]


class IntakeGap(models.Model):
    """A stretch of time of which a mailbox cannot tell any more what came; shown for as long as the intake is."""

    id = IdField()
    intake: models.ForeignKey[Intake, Intake] = models.ForeignKey(
        Intake, on_delete=models.PROTECT, related_name="gaps"
    )
    since = models.DateTimeField()
    until = models.DateTimeField()
    because = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intake", "since"], name="intake_gap_once"),
        ]


class IntakeRefusal(models.Model):
    """Why requests at a door were refused: one row a reason, so that nobody outside can fill a table."""

    id = IdField()
    intake: models.ForeignKey[Intake, Intake] = models.ForeignKey(
        Intake, on_delete=models.PROTECT, related_name="refusals"
    )
    because = models.CharField(max_length=40)
    # What the document of the answer said, word for word.
    said = models.CharField(max_length=300)
    at = models.DateTimeField()
    # Counted once a second at most.
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intake", "because"], name="refused_because_once"),
        ]


class Arrival(WorkRow):
    """What came through a door, word for word, stored before it was acknowledged; `event_id` makes twice once.

    `body` is kept until the message is made of it, `digest` (SHA-256) for good: the same event in other words is refused.
    """

    id = IdField()
    intake: models.ForeignKey[Intake, Intake] = models.ForeignKey(
        Intake, on_delete=models.PROTECT, related_name="arrivals"
    )
    event_id = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    # Of a webhook: the signature that was accepted, which is not accepted again.
    signature = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    message: models.ForeignKey[Message | None, Message | None] = models.ForeignKey(
        Message, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intake", "event_id"], name="arrived_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="arrival_due"),
            models.Index(fields=["intake", "-id"], name="arrival_newest"),
        ]


class Sighting(models.Model):
    """What an employee saw somewhere and reported: a link, a picture, their words."""

    id = IdField()
    by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="sightings"
    )
    at = models.DateTimeField()
    message: models.OneToOneField[Message, Message] = models.OneToOneField(
        Message, on_delete=models.PROTECT, related_name="sighting"
    )
    picture: models.ForeignKey[File | None, File | None] = models.ForeignKey(
        File, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # When the reporter was told that somebody took it up, and that it was answered.
    told_taken_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    told_answered_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(told_answered_at=None), name="sighting_untold"),
        ]


class MessageImport(WorkRow):
    """A file of messages: looked at first, written after a yes, line by line, resumed after a crash."""

    id = IdField()
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    format = models.CharField(max_length=10, choices=[("csv", "CSV"), ("jsonl", "JSON lines")])
    # The columns as the file names them, and which of them is what: {"text": "Complaint", "author": …}.
    heads: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    columns: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    started_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField()
    confirmed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    cancelled_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    # They want no answer any more: kept as closed conversations.
    is_history = models.BooleanField(default=False)
    lines_count = models.PositiveIntegerField(default=0)
    # How many lines were looked at; when all were, and with which columns.
    checked = models.PositiveIntegerField(default=0)
    checked_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    written = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="message_import_due"),
        ]


class MessageLine(models.Model):
    """One line of the file, as read; `problem` says why it cannot be written."""

    id = IdField()
    of: models.ForeignKey[MessageImport, MessageImport] = models.ForeignKey(
        MessageImport, on_delete=models.CASCADE, related_name="lines"
    )
    number = models.PositiveIntegerField()
    read: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    problem = models.CharField(max_length=300, blank=True)
    # It could not be read at all, whatever its columns mean.
    is_broken = models.BooleanField(default=False)
    message: models.ForeignKey[Message | None, Message | None] = models.ForeignKey(
        Message, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["of", "number"], name="message_line_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["of", "number"], condition=~Q(problem=""), name="message_line_wrong"),
            # What is still to be written, whatever the length of the file.
            models.Index(
                fields=["of", "number"], condition=Q(message=None, problem=""), name="message_line_undone"
            ),
        ]
