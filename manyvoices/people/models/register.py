"""The register of employee data: what about behaviour may be recorded where, and what people ask to be corrected."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from manyvoices.core.ids import IdField
from manyvoices.people.models.organisation import Unit
from manyvoices.people.models.person import Person


class RegisterSwitch(models.Model):
    """That an entry of the register (people/register.py) is switched on for a legal entity; ended, never deleted."""

    id = IdField()
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    entry = models.CharField(max_length=60)
    agreement = models.CharField(max_length=500)
    on_at = models.DateTimeField()
    on_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    off_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    off_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "entry"], condition=models.Q(off_at=None), name="switched_on_once"
            ),
        ]


class Correction(models.Model):
    """A person says that something recorded about them is wrong; somebody answers."""

    id = IdField()
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="corrections"
    )
    entry = models.CharField(max_length=60)
    text = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    answered_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
