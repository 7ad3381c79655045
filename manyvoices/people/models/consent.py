"""A person's dated yes: the ledger that is asked before each delivery, collection and measurement."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField
from manyvoices.people.models.person import Person


class Purpose(models.TextChoices):
    """What a person says yes to, each on its own."""

    PUBLISH = "publish", _("Publish on my channel")
    CRISIS_USE = "crisis_use", _("Use my channel in a crisis")
    COLLECT = "collect", _("Collect answers to my channel")
    MEASURE = "measure", _("Measure my channel")
    BE_NAMED = "be_named", _("Be named")
    BE_SHOWN = "be_shown", _("Be shown")


class ConsentWording(models.Model):
    """The exact words a person agreed to; a change of words is a new version."""

    id = IdField()
    purpose = models.CharField(max_length=20, choices=Purpose)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10)
    text = models.CharField(max_length=2000)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["purpose", "version", "language"], name="one_wording_a_version"),
        ]


class Consent(models.Model):
    """One yes. Withdrawn or expired it stays as history; a new yes is a new row.

    `channel` is the id of a voices.Channel, which lives above and so cannot be a foreign key; empty means any channel.
    """

    id = IdField()
    person: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="consents"
    )
    purpose = models.CharField(max_length=20, choices=Purpose)
    channel: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    wording: models.ForeignKey[ConsentWording, ConsentWording] = models.ForeignKey(
        ConsentWording, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()
    expires_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    withdrawn_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "purpose", "channel"], name="consent_asked")]
