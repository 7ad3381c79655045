"""One part of a post on its way to one channel: the row that must never be lost nor sent twice (DESIGN 6)."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow, World
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Person
from manyvoices.publishing.models.post import MAX_TEXT, Post, Variant
from manyvoices.voices.models import Channel

PRACTICE_NETWORKS = ("sandbox", "sandbox-blind")


class Verb(models.TextChoices):
    """What the network is asked to do."""

    PUBLISH = "publish", _("Publish")
    REVISE = "revise", _("Edit")
    REMOVE = "remove", _("Delete")


class State(models.TextChoices):
    """Where the delivery stands. `unknown` is a state of its own: we look before we repeat.

    `late` is so overdue that a person is asked whether it still fits. `handed` stands with a person who posts it on a
    network that lets no software do it, and says so here.
    """

    QUEUED = "queued", _("Queued")
    SENDING = "sending", _("Sending")
    UNKNOWN = "unknown", _("Checking")
    SENT = "sent", _("Live")
    FAILED = "failed", _("Failed")
    PAUSED = "paused", _("Paused")
    CANCELLED = "cancelled", _("Cancelled")
    LATE = "late", _("Overdue")
    HANDED = "handed", _("Waits for you")


class Delivery(WorkRow):
    """Committed `sending` comes before the one irreversible call; only proof of non-acceptance leads back to `queued`.

    `key` is known to the network (or can be looked for there) and names this delivery for ever. `asked_at` is set when
    a person was asked: whether it arrived, or what becomes of it now that it is late. `kind`, `world` and `network`
    repeat the post's and the channel's so that the fence and the constraint need no join.
    """

    id = IdField()
    post: models.ForeignKey[Post, Post] = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="deliveries"
    )
    channel: models.ForeignKey[Channel, Channel] = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="deliveries"
    )
    variant: models.ForeignKey[Variant, Variant] = models.ForeignKey(
        Variant, on_delete=models.PROTECT, related_name="+"
    )
    parent: models.ForeignKey["Delivery | None", "Delivery | None"] = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The part of the thread before this one; `parent` is what an edit or a delete is about.
    after: models.ForeignKey["Delivery | None", "Delivery | None"] = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="next_parts"
    )
    verb = models.CharField(max_length=10, choices=Verb, default=Verb.PUBLISH)
    part = models.PositiveSmallIntegerField(default=1)
    parts = models.PositiveSmallIntegerField(default=1)
    # The words of this part of a thread; empty where the whole variant goes.
    text = models.CharField(max_length=MAX_TEXT, blank=True)
    # When an edit made the thread shorter and left this part out; its removal is a row of its own.
    dropped_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    key = models.CharField(max_length=60, unique=True)
    world = models.CharField(max_length=10, choices=World)
    network = models.CharField(max_length=30)
    kind = models.CharField(max_length=20, choices=PostKind)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    prepared: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    # Calls to the network since somebody let it go: what the retry budget counts. `attempts` counts looks and waits too.
    tries = models.PositiveSmallIntegerField(default=0)
    sending_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    settled_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    sent_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    remote_id = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=500, blank=True)
    asked_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    answered_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post", "channel", "part"],
                condition=Q(verb="publish", dropped_at=None) & ~Q(state="cancelled"),
                name="published_once_a_channel",
            ),
            models.CheckConstraint(
                condition=Q(world=World.LIVE) | Q(network__in=PRACTICE_NETWORKS),
                name="only_live_on_a_real_channel",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENT) | Q(sent_at__isnull=False), name="sent_has_its_time"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="delivery_due"),
            models.Index(
                fields=["state"], condition=Q(state__in=["sending", "unknown"]), name="delivery_in_flight"
            ),
            models.Index(fields=["post"], name="delivery_of_post"),
            # What is answered elsewhere names what it answers by this.
            models.Index(fields=["remote_id"], condition=~Q(remote_id=""), name="delivery_by_remote_id"),
        ]
