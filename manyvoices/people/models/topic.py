"""What people know and voices speak about."""

from datetime import datetime
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.people.models.person import Person


class Topic(models.Model):
    """A subject of the organisation. `tag` is its hashtag without the #, in lower case: posts that carry it belong to it."""

    id = IdField()
    name = models.CharField(max_length=80, unique=True)
    # Language code -> the name there; a missing one falls back to `name`.
    names: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict, blank=True)
    tag = models.CharField(max_length=80, unique=True, validators=[RegexValidator(r"^[^\W_][\w]*$")])
    description = models.CharField(max_length=500, blank=True)
    made_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    closed_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Expertise(models.Model):
    """That a person knows a topic, as they say themselves; ended, never deleted."""

    id = IdField()
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="expertise"
    )
    topic: models.ForeignKey[Topic, Topic] = models.ForeignKey(
        Topic, on_delete=models.PROTECT, related_name="experts"
    )
    since = models.DateTimeField()
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "topic"], condition=models.Q(ended_at=None), name="knows_a_topic_once"
            ),
        ]


class TopicProposal(models.Model):
    """A subject somebody misses. A lead answers: `topic` says what became of it, empty is a no."""

    id = IdField()
    name = models.CharField(max_length=80)
    because = models.CharField(max_length=500, blank=True)
    proposed_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    answered_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    answered_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    topic: models.ForeignKey[Topic | None, Topic | None] = models.ForeignKey(
        Topic, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposed_by", "name"],
                condition=models.Q(answered_at=None),
                name="topic_proposed_once_by_somebody",
            ),
        ]
