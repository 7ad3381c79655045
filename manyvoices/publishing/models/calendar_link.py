"""The plan in somebody's own calendar program."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.people.models import Person


class CalendarLink(models.Model):
    """A secret address that gives what its person sees as iCalendar; the token itself is shown once and not kept."""

    id = IdField()
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(revoked_at=None), name="one_calendar_link"
            ),
        ]
