"""What happened to a conversation, line by line."""

from typing import ClassVar

from django.db import models

from manyvoices.conversations.models.conversation import Conversation
from manyvoices.core.ids import IdField
from manyvoices.people.models import Person


class Event(models.Model):
    """A line in a conversation's history: what happened to it, by whom, when. Never changed."""

    id = IdField()
    conversation: models.ForeignKey[Conversation, Conversation] = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="events"
    )
    verb = models.CharField(max_length=40)
    by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # What the line names, by the verb: {"to": person id}, {"reasons": [["topic", "brakes"]]}, {"until": …}.
    said: models.JSONField[dict[str, object], dict[str, object]] = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["conversation", "id"], name="event_of_conversation")]
