"""What a post answers, when it answers somebody outside."""

from typing import Any, ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.publishing.models.post import Post


class Audience(models.TextChoices):
    """Who can read an answer where it arrives."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    FOLLOWERS = "followers"
    DIRECT = "direct"


class InReplyTo(models.Model):
    """That a post answers something on `network`, known there as `remote_id`, and whom it names.

    `mentions` is a list of {"id", "address"}: the network's own name for somebody, and how people write it. Set at birth.
    """

    id = IdField()
    post: models.OneToOneField[Post, Post] = models.OneToOneField(
        Post, on_delete=models.CASCADE, related_name="in_reply_to"
    )
    network = models.CharField(max_length=30)
    remote_id = models.CharField(max_length=500)
    url = models.CharField(max_length=500, blank=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.PUBLIC)
    mentions: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(remote_id=""), name="answers_something"),
        ]
