"""A post, its words for each channel and language, and its pictures."""

from datetime import date, datetime, time
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField
from manyvoices.core.models import World
from manyvoices.media.models import File
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Person
from manyvoices.voices.models import Channel, Voice

MAX_TEXT = 60_000


class Form(models.TextChoices):
    """How long a breath a post has: a note, or an article in Markdown with a title."""

    NOTE = "note", _("Post")
    ARTICLE = "article", _("Article")


class Origin(models.TextChoices):
    """What made the post: only what people wrote in the composer starts as a story."""

    COMPOSER = "composer", _("Written here")
    IMPORT = "import", _("Imported")
    REPEAT = "repeat", _("Repeated")
    ANSWER = "answer", _("Answered")


class Post(models.Model):
    """What one voice says once. A draft until `released_at`; its life on each network stands on its deliveries.

    `prepared_by` wrote it, `released_by` pressed the button (an assistant drafts, the chief executive taps).
    """

    id = IdField()
    world = models.CharField(max_length=10, choices=World, default=World.LIVE)
    voice: models.ForeignKey[Voice, Voice] = models.ForeignKey(
        Voice, on_delete=models.PROTECT, related_name="posts"
    )
    form = models.CharField(max_length=10, choices=Form, default=Form.NOTE)
    title = models.CharField(max_length=200, blank=True)
    cover: models.ForeignKey[File | None, File | None] = models.ForeignKey(
        File, null=True, on_delete=models.PROTECT, related_name="+"
    )
    cover_alt = models.CharField(max_length=1500, blank=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.COMPOSER)
    channels: "models.ManyToManyField[Channel, Post]" = models.ManyToManyField(Channel, related_name="+")
    kind = models.CharField(max_length=20, choices=PostKind, default=PostKind.STORY)
    language = models.CharField(max_length=10, default="en")
    prepared_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="prepared_posts"
    )
    released_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    disclosed_as = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    scheduled_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    time_zone = models.CharField(max_length=60, default="UTC")
    # What the clock in `time_zone` shows then. It is what was agreed: when the rules of a zone change, `scheduled_at`
    # follows. On a draft it is the wished day, with a time or without.
    planned_day: models.DateField[date | None, date | None] = models.DateField(null=True)
    planned_time: models.TimeField[time | None, time | None] = models.TimeField(null=True)
    released_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    # Until then the author may take a post back as a draft that was to leave at once; nothing of it left.
    undo_until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    published_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    edited_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    discarded_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    removed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    removed_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    remove_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["voice", "-published_at"], name="post_of_voice"),
            models.Index(fields=["-published_at"], name="post_newest"),
        ]

    @property
    def is_draft(self) -> bool:
        """Still only its author's: neither released nor thrown away."""
        return self.released_at is None and self.discarded_at is None and self.removed_at is None


class Variant(models.Model):
    """The words of a post, for one channel (or all) and one language. An edit after release is a new version."""

    id = IdField()
    post: models.ForeignKey[Post, Post] = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="variants"
    )
    channel: models.ForeignKey[Channel | None, Channel | None] = models.ForeignKey(
        Channel, null=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField(default=1)
    text = models.CharField(max_length=MAX_TEXT, blank=True)
    content_warning = models.CharField(max_length=200, blank=True)
    # What tells the same words again (duplicates.py); written when they are released, so a draft has none.
    fingerprint = models.CharField(max_length=64, blank=True)
    made_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post", "language", "version"],
                condition=models.Q(channel=None),
                name="variant_for_all",
            ),
            models.UniqueConstraint(
                fields=["post", "channel", "language", "version"],
                condition=models.Q(channel__isnull=False),
                name="variant_for_channel",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["fingerprint"], condition=~models.Q(fingerprint=""), name="variant_fingerprint"
            ),
        ]


class Attachment(models.Model):
    """A picture of a post with its description for those who cannot see it."""

    id = IdField()
    post: models.ForeignKey[Post, Post] = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="attachments"
    )
    file: models.ForeignKey[File, File] = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    alt = models.CharField(max_length=1500, blank=True)
    decorative = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
