"""What a draft said earlier: every pause in typing leaves a version that can be taken back."""

from typing import Any, ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.people.models import Person
from manyvoices.publishing.models.post import Post


class Revision(models.Model):
    """The content of a draft as its save number `number` left it.

    `content` is {"title", "variants": [{"channel", "language", "text", "content_warning"}]}, channel an id or null.
    """

    id = IdField()
    post: models.ForeignKey[Post, Post] = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    made_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "number"], name="revision_saved_once"),
        ]
