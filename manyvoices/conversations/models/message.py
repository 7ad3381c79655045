"""What was said in a conversation, by them and by us."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.models.contact import Identity
from manyvoices.conversations.models.conversation import Conversation, Kind, Urgency
from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow
from manyvoices.people.models import Person, Topic
from manyvoices.publishing.models import Post

LONGEST = 20_000


# An answer of ours of which we do not know yet that it arrived, or that it never will.
ON_ITS_WAY = Q(post__isnull=False, sent_at=None, done_at=None)


class Direction(models.TextChoices):
    """Who speaks."""

    IN = "in", _("They")
    OUT = "out", _("We")


class Visibility(models.TextChoices):
    """Who can read it where it was said."""

    PUBLIC = "public", _("Public")
    UNLISTED = "unlisted", _("Public, not listed")
    FOLLOWERS = "followers", _("Followers")
    DIRECT = "direct", _("Only those named")


class Message(WorkRow):
    """One message. Known by its network's id, so that twice is once; `due_at` set means that triage still has to see it.

    Ours has a `post`, and is `sent_at` when the network took it: until then it is an answer on its way. A deleted message
    keeps its place and loses its words; what an edit replaced stands in `MessageVersion`.
    """

    id = IdField()
    conversation: models.ForeignKey[Conversation, Conversation] = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="messages"
    )
    direction = models.CharField(max_length=3, choices=Direction)
    identity: models.ForeignKey[Identity | None, Identity | None] = models.ForeignKey(
        Identity, null=True, on_delete=models.PROTECT, related_name="messages"
    )
    network = models.CharField(max_length=30)
    remote_id: models.CharField[str | None, str | None] = models.CharField(max_length=500, null=True)
    url = models.CharField(max_length=500, blank=True)
    in_reply_to = models.CharField(max_length=500, blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    text = models.CharField(max_length=LONGEST, blank=True)
    # Cut at LONGEST: the rest is not kept, and the page says so.
    is_cut = models.BooleanField(default=False)
    # What a letter repeats below its own words (quoted history, signature): kept, shown folded, and not triaged.
    folded = models.CharField(max_length=LONGEST, blank=True)
    content_warning = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=10, blank=True)
    # [{"url", "mediaType", "name"}]; shown as links, never fetched for the reader.
    attachments: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    said_at = models.DateTimeField()
    stored_at = models.DateTimeField()
    edited_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    deleted_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    post: models.OneToOneField[Post | None, Post | None] = models.OneToOneField(
        Post, null=True, on_delete=models.PROTECT, related_name="as_message"
    )
    by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    # Of an answer of ours: what its deliveries came to when they were last looked at ("failed", "sent", …), and that
    # the conversation is closed once it was sent.
    came_to = models.CharField(max_length=12, blank=True)
    closes = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "remote_id"],
                condition=Q(remote_id__isnull=False),
                name="message_once_a_network",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["conversation", "id"], name="message_of_conversation"),
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="message_due"),
            models.Index(fields=["id"], condition=ON_ITS_WAY, name="message_on_its_way"),
            models.Index(
                fields=["identity", "-said_at"],
                condition=Q(identity__isnull=False),
                name="message_of_identity",
            ),
        ]


class MessageVersion(models.Model):
    """What a message said before it was edited where it came from."""

    id = IdField()
    message: models.ForeignKey[Message, Message] = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="versions"
    )
    text = models.CharField(max_length=LONGEST, blank=True)
    until = models.DateTimeField()


class Triage(models.Model):
    """What triage said of a message: each answer with its confidence (0 to 1) and the words that spoke for it."""

    message: models.OneToOneField[Message, Message] = models.OneToOneField(
        Message, on_delete=models.CASCADE, primary_key=True, related_name="triage"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    kind_confidence = models.FloatField()
    kind_words: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    urgency = models.CharField(max_length=10, choices=Urgency)
    urgency_confidence = models.FloatField()
    urgency_words: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    topic: models.ForeignKey[Topic | None, Topic | None] = models.ForeignKey(
        Topic, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    topic_confidence = models.FloatField(default=0)
    topic_words: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    language = models.CharField(max_length=10, blank=True)
    language_confidence = models.FloatField(default=0)
    # Which TriageModel said so; empty is the cold start.
    model: models.ForeignKey["TriageModel | None", "TriageModel | None"] = models.ForeignKey(
        "TriageModel", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()


class Correction(models.Model):
    """What a person said instead: the label the model learns from. One a message and question, the newest counts."""

    id = IdField()
    message: models.ForeignKey[Message, Message] = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="corrections"
    )
    question = models.CharField(max_length=10, choices=[(one, one) for one in ("kind", "urgency", "topic")])
    said = models.CharField(max_length=80)
    by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["question", "-id"], name="corrections_newest")]


class TriageModel(models.Model):
    """A model that learned from corrections. Used when `chosen_at` is set: it was better on corrections held out.

    `quality` is {"kind_macro_f1", "topic_accuracy", "held_out", …} of this one and "before" of the one it was compared with.
    """

    id = IdField()
    version = models.PositiveIntegerField(unique=True)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    quality: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    labels = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    chosen_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    because = models.CharField(max_length=300, blank=True)
