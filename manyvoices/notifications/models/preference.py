"""How somebody wants to be told, and when not."""

from datetime import time
from typing import ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.people.models import Person


class Preference(models.Model):
    """What one person says of one kind of notification; without a row the kind's own way holds (kinds.py).

    The line on the page always stands: only letters are a matter of taste.
    """

    id = IdField()
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="preferences"
    )
    kind = models.CharField(max_length=40)
    mails = models.BooleanField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_preference_a_kind"),
        ]


class QuietHours(models.Model):
    """When letters to somebody wait, by their own clock; what is urgent while they are on call comes through."""

    person: models.OneToOneField[Person, Person] = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="quiet_hours"
    )
    begins: models.TimeField[time, time] = models.TimeField()
    ends: models.TimeField[time, time] = models.TimeField()
    # "mon" … "sun" on which the whole day is quiet.
    days: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    changed_at = models.DateTimeField()
