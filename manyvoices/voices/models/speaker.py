"""Who may speak as which voice, until when."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.people.models import Person
from manyvoices.voices.models.voice import Voice


class Speaker(models.Model):
    """A person's right to speak as a shared voice; ended, never deleted."""

    id = IdField()
    voice: models.ForeignKey[Voice, Voice] = models.ForeignKey(
        Voice, on_delete=models.PROTECT, related_name="speakers"
    )
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="speaks"
    )
    may_publish = models.BooleanField(default=True)
    may_answer = models.BooleanField(default=True)
    may_manage = models.BooleanField(default=False)
    because = models.CharField(max_length=500)
    given_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField()
    until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["voice", "person"], condition=models.Q(ended_at=None), name="speaks_once_as_a_voice"
            ),
        ]
