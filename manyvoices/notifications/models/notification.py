"""Something one person should know."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from manyvoices.core.ids import IdField
from manyvoices.core.models import World
from manyvoices.notifications.unmailed import Unmailed
from manyvoices.people.models import Person


class Notification(models.Model):
    """A line for one person, in their language, with the page where they act on it. `key` makes telling twice tell once."""

    id = IdField()
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="notifications"
    )
    world = models.CharField(max_length=10, choices=World, default=World.LIVE)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    text = models.CharField(max_length=1000, blank=True)
    # A path on our own host.
    link = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    # Why no letter was written; empty where one was.
    unmailed = models.CharField(max_length=20, choices=Unmailed, blank=True)
    read_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="told_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-made_at"], name="notification_of_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notification_unread"),
        ]
