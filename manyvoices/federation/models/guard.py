"""What we keep out, and what we told other servers about their people."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from manyvoices.core.ids import IdField
from manyvoices.federation.models.actor import RemoteActor
from manyvoices.federation.models.note import Note
from manyvoices.people.models import Person
from manyvoices.voices.models import Voice


class Block(models.Model):
    """Somebody, or a whole domain, kept away from one voice or (no voice) from all; ended, never deleted."""

    id = IdField()
    voice: models.ForeignKey[Voice | None, Voice | None] = models.ForeignKey(
        Voice, null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor: models.ForeignKey[RemoteActor | None, RemoteActor | None] = models.ForeignKey(
        RemoteActor, null=True, on_delete=models.PROTECT, related_name="+"
    )
    domain = models.CharField(max_length=260, blank=True)
    because = models.CharField(max_length=500)
    placed_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    placed_at = models.DateTimeField()
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(actor__isnull=False, domain="") | (Q(actor=None) & ~Q(domain="")),
                name="block_of_an_actor_or_a_domain",
            ),
        ]


class Report(models.Model):
    """A reply we reported to the server it came from."""

    id = IdField()
    note: models.ForeignKey[Note, Note] = models.ForeignKey(
        Note, on_delete=models.PROTECT, related_name="reports"
    )
    reported_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField()
    because = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "reported_by"], name="reported_once_a_person"),
        ]
