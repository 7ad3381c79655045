"""Notes: ours as other servers see them, and theirs as they reached us."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from manyvoices.core.ids import IdField
from manyvoices.core.models import World
from manyvoices.federation.models.actor import RemoteActor
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Person
from manyvoices.voices.models import Channel, Voice


class Showing(models.TextChoices):
    """Whether a remote reply stands on our public page."""

    SHOWN = "shown"
    AWAITING = "awaiting"
    HIDDEN = "hidden"


class Audience(models.TextChoices):
    """Who a note of ours is for; `Note.public` repeats whether everybody may read it."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    FOLLOWERS = "followers"
    DIRECT = "direct"


# What pages and feeds list: notes of our voices that were not taken back.
OURS = Q(voice__isnull=False, deleted_at=None)


class Note(models.Model):
    """A note of a voice (then `voice`, `channel` and `delivery_key` are set) or of a remote actor.

    `attachments` is a list of {"url", "mediaType", "name", "width", "height"}, films also with "duration_ms", "poster" and
    "subtitles" ([{"language", "url"}]). A deleted note stays as a tombstone,
    without its words, so that a late Create cannot bring it back.
    """

    id = IdField()
    uri = models.CharField(max_length=500, unique=True)
    url = models.CharField(max_length=500, blank=True)
    voice: models.ForeignKey[Voice | None, Voice | None] = models.ForeignKey(
        Voice, null=True, on_delete=models.PROTECT, related_name="notes"
    )
    channel: models.ForeignKey[Channel | None, Channel | None] = models.ForeignKey(
        Channel, null=True, on_delete=models.PROTECT, related_name="+"
    )
    delivery_key: models.CharField[str | None, str | None] = models.CharField(
        max_length=60, null=True, unique=True
    )
    actor: models.ForeignKey[RemoteActor | None, RemoteActor | None] = models.ForeignKey(
        RemoteActor, null=True, on_delete=models.PROTECT, related_name="notes"
    )
    in_reply_to: models.ForeignKey["Note | None", "Note | None"] = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replies"
    )
    in_reply_to_uri = models.CharField(max_length=500, blank=True)
    # Our voices that a remote note speaks to, apart from the one it answers.
    mentions: models.ManyToManyField[Voice, models.Model] = models.ManyToManyField(Voice, related_name="+")
    world = models.CharField(max_length=10, choices=World, default=World.LIVE)
    kind = models.CharField(max_length=20, choices=PostKind, default=PostKind.STORY)
    # An article has a title and may have a cover, an attachment like the others.
    form = models.CharField(max_length=10, default="note")
    title = models.CharField(max_length=200, blank=True)
    cover: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    html = models.TextField(max_length=100_000, blank=True)
    content_warning = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=10, blank=True)
    public = models.BooleanField(default=True)
    # Of ours; empty is everybody where it is public, else the followers. An unlisted one stands at its address alone.
    audience = models.CharField(max_length=10, choices=Audience, blank=True)
    # Whom a note of ours names beside those its words name: [{"id", "address"}]. They are told of it in any case.
    named: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(default=list)
    attachments: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    pinned_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    published_at = models.DateTimeField()
    edited_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    deleted_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    received_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    showing = models.CharField(max_length=10, choices=Showing, default=Showing.SHOWN)
    showing_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    showing_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(voice__isnull=False, actor=None) | Q(voice=None, actor__isnull=False),
                name="note_has_one_author",
            ),
            models.CheckConstraint(
                condition=~Q(audience__in=["followers", "direct"]) | Q(public=False),
                name="what_is_for_some_is_not_public",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["in_reply_to", "published_at"], name="note_replies"),
            models.Index(fields=["voice", "-published_at"], name="note_of_voice"),
            models.Index(fields=["-published_at", "-id"], condition=OURS, name="note_newest"),
            models.Index(
                fields=["language", "-published_at", "-id"], condition=OURS, name="note_in_language"
            ),
        ]


class NoteTag(models.Model):
    """A hashtag in a note of ours, folded to lower case without its #: what topic pages and searches by tag read."""

    id = IdField()
    note: models.ForeignKey[Note, Note] = models.ForeignKey(
        Note, on_delete=models.CASCADE, related_name="tags"
    )
    tag = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "tag"], name="note_carries_a_tag_once")
        ]
        indexes: ClassVar = [models.Index(fields=["tag", "-note"], name="notes_with_tag")]


class ReactionKind(models.TextChoices):
    """What somebody did with a note of ours without words."""

    LIKE = "like"
    ANNOUNCE = "announce"


class Reaction(models.Model):
    """A like or a boost; undone, never deleted."""

    id = IdField()
    kind = models.CharField(max_length=10, choices=ReactionKind)
    actor: models.ForeignKey[RemoteActor, RemoteActor] = models.ForeignKey(
        RemoteActor, on_delete=models.PROTECT, related_name="+"
    )
    note: models.ForeignKey[Note, Note] = models.ForeignKey(
        Note, on_delete=models.PROTECT, related_name="reactions"
    )
    activity_id = models.CharField(max_length=500)
    at = models.DateTimeField()
    undone_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["note", "kind", "actor"], condition=Q(undone_at=None), name="reacts_once_to_a_note"
            ),
        ]
