"""Somebody thinks a colleague should be heard: nominated, invited, answered."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField
from manyvoices.people.models.person import Person
from manyvoices.people.models.topic import Topic


class NominatedBy(models.TextChoices):
    """What the nominator is to the nominee."""

    MANAGER = "manager", _("Their lead")
    PEER = "peer", _("A colleague")
    SELF = "self", _("Themselves")


class Nomination(models.Model):
    """A nomination and what became of it; each step is a time and a name, and the nominee has the last word.

    Open: neither invited nor declined nor withdrawn. Invited: the nominee is asked. Answered: `accepted_at` or
    `refused_at`; a refusal needs no reason and is shown to nobody but whoever invited.
    """

    id = IdField()
    nominee: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="nominations"
    )
    nominated_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    relation = models.CharField(max_length=10, choices=NominatedBy)
    reason = models.CharField(max_length=500)
    topics: models.ManyToManyField[Topic, models.Model] = models.ManyToManyField(Topic, related_name="+")
    nominated_at = models.DateTimeField()
    invited_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    invited_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    declined_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    declined_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decline_reason = models.CharField(max_length=500, blank=True)
    accepted_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    refused_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    withdrawn_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nominee", "nominated_by"],
                condition=Q(declined_at=None, accepted_at=None, refused_at=None, withdrawn_at=None),
                name="nominated_once_by_somebody",
            ),
        ]
