"""The people outside: one contact over all networks, never merged but by a human."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from manyvoices.core.ids import IdField
from manyvoices.people.models import Person


class Contact(models.Model):
    """Somebody outside, over all networks. Merged away it points to the one it became part of, and can come back.

    `held_because` is a legal hold: while it stands nothing of theirs is deleted. An erased contact stays as an empty row, so
    that what we said to them still has its place.
    """

    id = IdField()
    name = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(db_index=True)
    merged_into: models.ForeignKey["Contact | None", "Contact | None"] = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )
    # They asked us not to speak to them unasked: we answer what they write, and nothing more.
    opted_out_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    opted_out_because = models.CharField(max_length=300, blank=True)
    keep_until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    held_because = models.CharField(max_length=300, blank=True)
    held_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    held_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    erased_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)


class Identity(models.Model):
    """How one network knows a contact. `remote_id` is the network's own name for them, which never changes."""

    id = IdField()
    contact: models.ForeignKey[Contact, Contact] = models.ForeignKey(
        Contact, on_delete=models.PROTECT, related_name="identities"
    )
    network = models.CharField(max_length=30)
    remote_id = models.CharField(max_length=500)
    address = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "remote_id"], name="identity_once_a_network"),
        ]


class ContactMerge(models.Model):
    """That a human found two contacts to be one. `identities` moved with it and move back when it is undone."""

    id = IdField()
    kept: models.ForeignKey[Contact, Contact] = models.ForeignKey(
        Contact, on_delete=models.PROTECT, related_name="+"
    )
    gone: models.ForeignKey[Contact, Contact] = models.ForeignKey(
        Contact, on_delete=models.PROTECT, related_name="+"
    )
    identities: models.JSONField[list[int], list[int]] = models.JSONField(default=list)
    because = models.CharField(max_length=300, blank=True)
    by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    undone_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    undone_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="merged_away_once"),
        ]
